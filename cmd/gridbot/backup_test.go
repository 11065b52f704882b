package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/store"
	"gridbot/store/redistest"
)

// Backup, restore and resume as an operator types them, from one Redis into another
// that has a password.
func TestABackupIsBroughtToAnotherRedis(t *testing.T) {
	first := redistest.Real(t)
	st, err := store.Open(t.Context(), first.Address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if ours, err := st.TakeLease(t.Context(), "test", time.Minute); err != nil || !ours {
		t.Fatal(ours, err)
	}
	dir := t.TempDir()
	typed := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		code := run(t.Context(), args, &out, &errs)
		return code, out.String() + errs.String()
	}
	if code, said := typed("backup", "--redis", first.Address, dir); code != 0 || !strings.Contains(said, "whole") {
		t.Fatalf("backup: exit %d\n%s", code, said)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "daning-*.rdb"))
	if all, _ := os.ReadDir(dir); len(files) != 1 || len(all) != 1 {
		t.Fatalf("it wrote %v", all)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("who may read it: %v, %v", info.Mode(), err)
	}
	second := redistest.Real(t, "--requirepass", "hunter2")
	address := strings.Replace(second.Address, "redis://", "redis://:hunter2@", 1)
	if code, said := typed("restore", "--state", dir, "--redis", first.Address, files[0]); code == 0 || !strings.Contains(said, "stop serve first") {
		t.Errorf("under a bot at work: exit %d\n%s", code, said)
	}
	if code, said := typed("restore", "--state", dir, "--redis", address, files[0]); code != 0 {
		t.Fatalf("restore: exit %d\n%s", code, said)
	}
	if code, said := typed("resume", "--state", dir, "--redis", address); code != 0 || !strings.Contains(said, "works again") {
		t.Errorf("nothing happened since, and it says, exit %d\n%s", code, said)
	}
	if all, _ := os.ReadDir(dir); len(all) != 2 { // the backup, and how far the district is
		t.Errorf("left behind: %v", all)
	}
}
