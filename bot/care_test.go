package bot_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"gridbot/store"
	"gridbot/store/redistest"
	"gridbot/store/seal"
)

// confided are the words of the care story that stand for all that was told, and
// what a photo is called.
var confided = []string{"老伯", "绿门", "旧毯子", "饿了", "量血压", "冰箱", "kill himself", "roof", "Harbour", "whisky", "brother", "粥", "耳背", "楼上小孩", "哭了整夜", "AgAC"}

// Two households, one of them at three in the morning, on a real Redis: who is not
// of the team reads nothing, and neither does who reads Redis or the log.
func TestBehindTheDoor(t *testing.T) {
	server := redistest.Real(t)
	address := server.Address
	k, err := seal.New(monday)
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, address, store.WithKeys(k))
	h.begins("testdata/care/door.chat")
	h.staff()
	h.play("testdata/care/door.chat")
	b, err := os.ReadFile("testdata/care/door.chat")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range confided {
		if !strings.Contains(string(b), word) && word != "AgAC" {
			t.Errorf("nobody says %q in the story", word)
		}
		if strings.Contains(h.log.String(), word) {
			t.Errorf("the log says %q", word)
		}
	}
	values := everything(t, address)
	files, err := filepath.Glob(filepath.Join(server.Dir, "*", "*")) // what it writes to disk, as it happens
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of Redis: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		values[file] = string(b)
	}
	if len(values) < 30 {
		t.Fatalf("only %d values were looked at", len(values))
	}
	sealed := 0
	for where, v := range values {
		if strings.Contains(where, ":care:") {
			sealed++
		}
		for _, word := range confided {
			if strings.Contains(v, word) {
				t.Errorf("%s says %q", where, word)
			}
		}
	}
	if sealed < 2 {
		t.Errorf("%d care cases lie in Redis", sealed)
	}
}

// everything is all that lies in Redis: every key, and every value by where it is.
func everything(t *testing.T, address string) map[string]string {
	t.Helper()
	opts, err := redis.ParseURL(address)
	if err != nil {
		t.Fatal(err)
	}
	rdb := redis.NewClient(opts)
	defer rdb.Close()
	ctx := context.Background()
	keys, err := rdb.Keys(ctx, "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, key := range keys {
		kind, err := rdb.Type(ctx, key).Result()
		if err != nil {
			t.Fatal(err)
		}
		var v any
		switch kind {
		case "string":
			v, err = rdb.Get(ctx, key).Result()
		case "hash":
			v, err = rdb.HGetAll(ctx, key).Result()
		case "set":
			v, err = rdb.SMembers(ctx, key).Result()
		case "zset":
			v, err = rdb.ZRangeWithScores(ctx, key, 0, -1).Result()
		case "list":
			v, err = rdb.LRange(ctx, key, 0, -1).Result()
		case "stream":
			v, err = rdb.XRange(ctx, key, "-", "+").Result()
		default:
			t.Errorf("%s is a %s", key, kind)
		}
		if err != nil {
			t.Fatal(err)
		}
		all[key] = key + " " + fmt.Sprint(v)
	}
	return all
}
