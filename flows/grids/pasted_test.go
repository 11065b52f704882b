package grids

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// court is where everything below points to.
var court = Point{Lat: 31.2760, Lon: 121.4430}

func TestAPastedPositionIsAPoint(t *testing.T) {
	// The same point as the maps of China show it.
	gcj, bd := ToGCJ02(court), ToGCJ02(court)
	for range 9 { // fromBD09 backwards
		off := fromBD09(bd)
		bd = Point{Lat: bd.Lat + gcj.Lat - off.Lat, Lon: bd.Lon + gcj.Lon - off.Lon}
	}
	if d := gcj.Meters(bd); d < 500 || d > 1200 {
		t.Fatalf("Baidu shows it %.0f m from where the others do", d)
	}
	gcjLat, gcjLon := fmt.Sprintf("%.6f", gcj.Lat), fmt.Sprintf("%.6f", gcj.Lon)
	bdLat, bdLon := fmt.Sprintf("%.6f", bd.Lat), fmt.Sprintf("%.6f", bd.Lon)
	for words, name := range map[string]string{
		"31.2760, 121.4430":                                                  "",
		"31.2760,121.4430":                                                   "",
		"121.4430,31.2760":                                                   "",
		"我在 31.2760，121.4430。":                                               "",
		"就在这里（121.4430 31.2760）路灯不亮":                                         "",
		"31.2760°N, 121.4430°E":                                              "",
		"121.4430° E, 31.2760° N":                                            "",
		"N31.2760 E121.4430":                                                 "",
		"北纬31.2760，东经121.4430":                                               "",
		"经度：121.4430 纬度：31.2760":                                             "",
		"lat=31.2760&lng=121.4430":                                           "", // of no link that is known
		"Lat: 31.2760, Lon: 121.4430":                                        "",
		`31°16'33.6"N 121°26'34.8"E`:                                         "",
		"31°16′33.6″N, 121°26′34.8″E":                                        "",
		"北纬31度16分33.6秒 东经121度26分34.8秒":                                       "",
		"geo:31.2760,121.4430":                                               "",
		"geo:31.2760,121.4430;u=35":                                          "",
		"geo:0,0?q=31.2760,121.4430(%E5%B4%A7%E6%B6%B5%E5%BA%AD)":            "崧涵庭",
		"https://www.google.com/maps/@31.2760,121.4430,17z":                  "",
		"https://www.google.com/maps?q=31.2760,121.4430":                     "",
		"https://maps.google.com/?q=31.2760,121.4430&z=17":                   "",
		"https://www.google.com/maps/search/?api=1&query=31.2760%2C121.4430": "",
		"https://www.google.com/maps/search/31.2760,+121.4430?entry=tts":     "",
		"https://www.google.com/maps/place/Songhan+Court/@31.27,121.44,17z/data=!3m1!4b1!4m6!3m5!8m2!3d31.2760!4d121.4430!16s": "Songhan Court",
		"https://maps.apple.com/?ll=31.2760,121.4430&q=Songhan%20Court&t=m":                                                    "Songhan Court",
		"https://maps.apple.com/place?coordinate=31.2760,121.4430&name=Court":                                                  "Court",
		"https://www.openstreetmap.org/?mlat=31.2760&mlon=121.4430#map=17/31.2/121.4":                                          "",
		"https://www.openstreetmap.org/#map=17/31.2760/121.4430":                                                               "",
		"https://uri.amap.com/marker?position=" + gcjLon + "," + gcjLat + "&name=崧涵庭":                                          "崧涵庭",
		"uri.amap.com/marker?position=" + gcjLon + "," + gcjLat:                                                                "",
		"https://uri.amap.com/marker?position=121.4430,31.2760&coordinate=wgs84":                                               "",
		"https://www.amap.com/?p=B00155LXYZ," + gcjLat + "," + gcjLon + ",崧涵庭,灵石路":                                             "崧涵庭",
		"崧涵庭 https://www.amap.com/?q=" + gcjLat + "," + gcjLon + ",%E5%B4%A7%E6%B6%B5%E5%BA%AD":                                "崧涵庭",
		"https://uri.amap.com/navigation?to=" + gcjLon + "," + gcjLat + ",崧涵庭&mode=walk":                                       "崧涵庭",
		"https://apis.map.qq.com/uri/v1/marker?marker=coord:" + gcjLat + "," + gcjLon + ";title:崧涵庭;addr:灵石路":                  "崧涵庭",
		"https://apis.map.qq.com/uri/v1/geocoder?coord=" + gcjLat + "," + gcjLon:                                               "",
		"http://api.map.baidu.com/marker?location=" + bdLat + "," + bdLon + "&title=崧涵庭&output=html":                           "崧涵庭",
		"http://api.map.baidu.com/marker?location=" + gcjLat + "," + gcjLon + "&coord_type=gcj02":                              "",
		"http://api.map.baidu.com/marker?location=31.2760,121.4430&coord_type=wgs84&title=A":                                   "A",
		"baidumap://map.baidu.com/marker?location=" + bdLat + "," + bdLon:                                                      "",
	} {
		pin, found := Pasted(words)
		if !found || pin.Closed || pin.Point.Meters(court) > 3 || pin.Name != name {
			t.Errorf("%s: %v, %+v, %.0f m away", words, found, pin, pin.Point.Meters(court))
		}
	}
}

func TestTheMapsOfBaiduAreShiftedAsPublished(t *testing.T) {
	if at := fromBD09(Point{Lat: 39.915, Lon: 116.404}); at.Meters(Point{Lat: 39.90865673957631, Lon: 116.39762729119315}) > 0.1 {
		t.Errorf("Tian'anmen is at %v", at)
	}
	if nowhere := (Point{Lat: 48.8, Lon: 2.3}); fromBD09(nowhere) != nowhere {
		t.Error("Paris is shifted")
	}
}

func TestALinkThatOnlyTheNetworkCanReadIsSaidToBeOne(t *testing.T) {
	for _, words := range []string{
		"https://maps.app.goo.gl/AbCdEf123", "https://goo.gl/maps/AbCd", "https://surl.amap.com/3bXyZ1", "surl.amap.com/3bXyZ1",
		"https://j.map.baidu.com/12/abc", "【百度地图】我在崧涵庭 https://j.map.baidu.com/s/AbC-12，快来", "https://surl.amap.com/abc 崧涵庭，上海市静安区灵石路1号",
		"https://map.baidu.com/@13523000,3640000,17z", "https://maps.apple.com/p/abc", "https://www.google.com/maps/place/Songhan+Court",
	} {
		if pin, found := Pasted(words); !found || !pin.Closed || pin.Point != (Point{}) {
			t.Errorf("%s: %v, %+v", words, found, pin)
		}
	}
	// What can be read counts, wherever it stands.
	if pin, _ := Pasted("https://surl.amap.com/abc (31.2760, 121.4430)"); pin.Closed || pin.Point.Meters(court) > 1 {
		t.Errorf("%+v", pin)
	}
}

func TestNumbersThatAreNoCoordinatesAreNone(t *testing.T) {
	for _, words := range []string{
		"", "12.5, 30 yuan", "31.50, 121.00 元", "13812345678", "021-6256 1234, 021-62561235", "138.1234 5678", "1.234, 2.345", "31, 121",
		"灵石路31号121室", "3.5 121.5", "2026.11.29, 31.276", "31.2760", "10.0.31.276, 121.4430.1", "version 1.31.2760, 121.4430", "99.1234, 99.1234",
		"121.4430, 121.4430", "https://example.org/@31.2760,121.4430", "https://www.google.com/search?q=31.2760,121.4430", "geo: 地理", "geo:north",
		"N31.2760 N121.4430", "https://pan.baidu.com/s/1abc", "31.2760121.4430", "崧涵庭3号楼",
	} {
		if pin, found := Pasted(words); found {
			t.Errorf("%q: %+v", words, pin)
		}
	}
}

func FuzzPasted(f *testing.F) {
	for _, s := range []string{
		"31.2760, 121.4430", `31°16'33.6"N 121°26'34.8"E`, "geo:0,0?q=1,2(%zz", "https://uri.amap.com/marker?position=121.4,31.2&name=%ff", "\xff", "https://[::1/",
		"https://www.amap.com/?p=,,,", "maps.google.com/?q=" + url.QueryEscape(strings.Repeat("九", 500)), strings.Repeat("1.234,", 900), "北纬-181.0000 东经999.0000",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		pin, found := Pasted(words)
		switch {
		case !found && pin != (Pin{}), found && pin.Closed && pin.Point != (Point{}), !pin.Point.Valid():
			t.Fatalf("%q: %v, %+v", words, found, pin)
		case !utf8.ValidString(pin.Name) || strings.ContainsAny(pin.Name, "\r\n") || utf8.RuneCountInString(pin.Name) > longestPinName:
			t.Fatalf("%q is called %q", words, pin.Name)
		}
	})
}
