package district

import (
	"slices"
	"testing"
)

// What endangers everybody around is no secret of who is hurt by it; who has fallen in a
// building is no building that falls.
func TestOfSeveralDangersThatOfAllIsTheCase(t *testing.T) {
	d := demoDistrict(t)
	for said, want := range map[string][]string{ // the kind, and the first two to call
		"着火了，有人晕倒":                                  {Fire, "119", "120"},
		"有人晕倒在着火的屋里":                                {Fire, "119", "120"},
		"my husband is unconscious, gas everywhere": {Gas, "962777", "120"},
		"崧涵庭3号楼有人要点煤气自杀":                            {Gas, "962777", "110"},
		"灯杆漏电，有人触电了":                                {Power, "95598", "120"},
		"老人在楼道里倒下了":                                 {Medical, "120"},
		"砰的一声，老人摔倒了，流血":                             {Medical, "120"},
		"有人要烧炭自杀":                                   {Suicide, "110", "12356"},
		"老公打我，还砸了煤气灶":                               {Violence, "110", "120"},
		"邻居抽烟晕倒了":                                   {Medical, "120"},
		"old man collapsed in the building":         {Medical, "120"},
		"叫救护车":                                      {Help, "120", "110"},
		"快叫119":                                     {Help, "119", "110"},
		"call the fire brigade":                     {Help, "119", "110"},
		"报警":                                        {Help, "110", "119"},
		"🔥🔥":                                        {Fire, "119", "120"},
	} {
		got, heard := d.Danger(said)
		if !heard || got.Kind != want[0] || !slices.Equal(got.Call[:min(len(got.Call), len(want)-1)], want[1:]) {
			t.Errorf("%q: %t, %s, call %v, want %v", said, heard, got.Kind, got.Call, want)
		}
	}
}
