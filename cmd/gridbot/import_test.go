package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/bot"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

const importMapping = `
times: ["2006-01-02 15:04"]
columns: {id: 编号, opened: 上报, closed: 结案, category: 类别, place: 地点, status: 状态, description: 描述}
categories: {路灯: lamp}
otherwise: other
statuses: {已结案: closed, 处理中: open}
`

// theirTable is a table of n good rows, a third of them open, and the lines given.
func theirTable(n int, more ...string) string {
	var b strings.Builder
	b.WriteString("编号,上报,结案,类别,地点,状态,描述\n")
	for i := range n {
		at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * time.Hour).Format("2006-01-02 15:04")
		closed, status := at, "已结案"
		if i%3 == 0 {
			closed, status = "", "处理中"
		}
		fmt.Fprintf(&b, "SH-%d,%s,%s,路灯,崧涵庭,%s,路灯不亮\n", i, at, closed, status)
	}
	return b.String() + strings.Join(more, "\n")
}

// theirFiles puts a table and its mapping into a directory.
func theirFiles(t *testing.T, table string) (file, mapping string) {
	t.Helper()
	dir := t.TempDir()
	file, mapping = filepath.Join(dir, "history.csv"), filepath.Join(dir, "mapping.yaml")
	for name, words := range map[string]string{file: table, mapping: importMapping} {
		if err := os.WriteFile(name, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return file, mapping
}

// imported runs the program as if it were called so.
func imported(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"import", "cases"}, args...), &out, &errs)
	return code, out.String() + errs.String()
}

// wholeIn fails where not exactly n cases of the table are in, each once, with
// its lines of the log and its counts.
func wholeIn(t *testing.T, address string, n int) {
	t.Helper()
	st, err := store.Open(t.Context(), address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("SH-%d", i)
	}
	known, err := st.Imported(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[int]bool{}
	for i, k := range known {
		if k.Number == 0 || numbers[k.Number] {
			t.Fatalf("%s is case %d", ids[i], k.Number)
		}
		numbers[k.Number] = true
		found, err := st.Read(t.Context(), 0, world.Need{Case: k.Number})
		if err != nil || found.Case == nil || found.Case.From.ID != ids[i] {
			t.Fatalf("%s is case %d: %+v, %v", ids[i], k.Number, found.Case, err)
		}
	}
	lines, counts := map[int]int{}, world.Counts{}
	if err := st.Replay(t.Context(), func(l world.Logged) { lines[l.Case]++; counts.Add(l) }); err != nil {
		t.Fatal(err)
	}
	total := 0
	for number, n := range lines {
		if total += n; !numbers[number] {
			t.Errorf("the log tells of case %d, which is none", number)
		}
	}
	if want := n + n - (n+2)/3; len(lines) != n || total != want {
		t.Errorf("%d cases and %d lines in the log, want %d and %d", len(lines), total, n, want)
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"recount", "--redis", address}, &out, &errs); code != 0 {
		t.Errorf("counters and log differ:\n%s", out.String())
	}
}

func TestATableIsBroughtInOnce(t *testing.T) {
	address := redistest.Real(t).Address
	file, mapping := theirFiles(t, theirTable(700, "SH-1,2025-01-01 00:00,,路灯,崧涵庭,处理中,又一行", `SH-X,,,=1+1,崧涵庭,处理中,没有时间`))
	code, said := imported(t, file, "--map", mapping, "--dry")
	if code != 0 || !strings.Contains(said, "would be brought in, where they are not known already: 700, of them 466 closed and 234 open") {
		t.Fatalf("dry: %d\n%s", code, said)
	}
	code, said = imported(t, file, "--map", mapping, "--redis", address)
	for _, want := range []string{"brought in: 700, of them 466 closed and 234 open", "nobody was told", "refused: 2", "twice", "(lines 702)", "no-opened", "(lines 703)"} {
		if code != 0 || !strings.Contains(said, want) {
			t.Errorf("exit %d, nothing is said of %q:\n%s", code, want, said)
		}
	}
	wholeIn(t, address, 700)
	list, err := os.ReadFile(file + ".faults.csv")
	if err != nil || strings.Count(string(list), "\n") != 3 || !strings.Contains(string(list), "702,SH-1,twice,refused,") || strings.Contains(string(list), "又一行") {
		t.Errorf("the list of faults: %v\n%s", err, list)
	}

	code, said = imported(t, file, "--map", mapping, "--redis", address)
	if code != 0 || !strings.Contains(said, "brought in: 0,") || !strings.Contains(said, "left as they are: 700") || strings.Contains(said, "  changed ") {
		t.Errorf("again: %d\n%s", code, said)
	}
	wholeIn(t, address, 700)

	edited := strings.Replace(theirTable(700), "SH-9,2025-01-01 09:00,,路灯,崧涵庭,处理中", "SH-9,2025-01-01 09:00,2025-01-02 09:00,路灯,崧涵庭,已结案", 1)
	if err := os.WriteFile(file, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	code, said = imported(t, file, "--map", mapping, "--redis", address)
	if code != 0 || !strings.Contains(said, "brought in: 0,") || !strings.Contains(said, "  changed ") || !strings.Contains(said, "(lines 11)") {
		t.Errorf("with a row that has changed: %d\n%s", code, said)
	}
	wholeIn(t, address, 700)
}

// While the bot works, nobody else may write; and that is said at once.
func TestNothingIsBroughtInWhileTheBotWorks(t *testing.T) {
	address := redistest.Embedded(t)
	st, err := store.Open(t.Context(), address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if ours, err := st.TakeLease(t.Context(), "serve", time.Hour); err != nil || !ours {
		t.Fatal(ours, err)
	}
	file, mapping := theirFiles(t, theirTable(3))
	code, said := imported(t, file, "--map", mapping, "--redis", address)
	if n, err := st.Number(t.Context()); code != 1 || !strings.Contains(said, "stop serve first") || n != 0 || err != nil {
		t.Errorf("exit %d, %d cases, %v\n%s", code, n, err, said)
	}
	if code, said := imported(t, file, "--map", mapping); code != 1 || !strings.Contains(said, "REDIS_URL") {
		t.Errorf("without Redis: exit %d\n%s", code, said)
	}
	if err := os.WriteFile(file, []byte("PK\x03\x04"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := imported(t, file, "--map", mapping, "--dry"); code != 1 || !strings.Contains(said, "read the workbook") {
		t.Errorf("of half a file of Excel: exit %d\n%s", code, said)
	}
}

// Killed at any moment and called again, everything is there, once.
func TestAnImportThatIsKilledGoesOn(t *testing.T) {
	address := redistest.Real(t, "--appendfsync", "everysec").Address
	binary := builtBinary(t)
	const n = 6000
	file, mapping := theirFiles(t, theirTable(n))
	st, err := store.Open(t.Context(), address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for _, after := range []int{1, 700, 2500} {
		cmd := exec.CommandContext(t.Context(), binary, "import", "cases", file, "--map", mapping, "--redis", address)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for have := 0; have < bot.FirstNumber+after; {
			if have, err = st.Number(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		cmd.Process.Kill()
		cmd.Wait()
		freed(t, st)
	}
	before, err := st.Number(t.Context())
	if err != nil || before >= bot.FirstNumber+n-1 {
		t.Fatalf("nothing was left to do when it was killed: %d, %v", before, err)
	}
	if code, said := imported(t, file, "--map", mapping, "--redis", address); code != 0 {
		t.Fatalf("exit %d\n%s", code, said)
	}
	wholeIn(t, address, n)
}

// freed takes the district from whoever was killed, and lets go of it.
func freed(t *testing.T, st *store.Store) {
	t.Helper()
	if err := st.SeizeLease(context.Background(), "test", time.Minute); err != nil {
		t.Fatal(err)
	}
	if err := st.DropLease(context.Background()); err != nil {
		t.Fatal(err)
	}
}
