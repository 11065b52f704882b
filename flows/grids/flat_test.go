package grids_test

import (
	"testing"

	"gridbot/flows/grids"
)

// However a flat is written, it is one; what is another flat stays another.
func TestAFlatIsOneHoweverItIsWritten(t *testing.T) {
	for _, same := range [][]string{
		{"3号楼502", "三号楼五零二室", "3-502", "崧涵庭3号楼502室", "3 # 502", "３号５０２", "Building 3, Room 502", "no. 3 rm 502", "3栋五〇二"},
		{"B座1201", "b座 1201 室", "Tower B 1201"},
		{"东楼十二层1203", "东楼12层1203"},
		{"3号2单元301", "三号二单元301", "3-2-301"},
	} {
		for _, b := range same {
			if !grids.SameFlat(grids.Flat(same[0]), grids.Flat(b)) {
				t.Errorf("%s %q, %s %q", same[0], grids.Flat(same[0]), b, grids.Flat(b))
			}
		}
	}
	for _, other := range [][2]string{
		{"3号楼502", "3号楼503"}, {"3号楼502", "5号楼502"}, {"B座1201", "A座1201"}, {"东楼502", "西楼502"}, {"3号2单元301", "3号1单元301"},
		{"3号楼502A", "3号楼502B"}, {"3号楼502", "502"}, {"3号楼502", "陈家"}, {"", ""}, {"3-502", "35-02"},
	} {
		if grids.SameFlat(grids.Flat(other[0]), grids.Flat(other[1])) {
			t.Errorf("%s %q is %s %q", other[0], grids.Flat(other[0]), other[1], grids.Flat(other[1]))
		}
	}
}
