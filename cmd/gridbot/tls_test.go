package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// authority is one's own: it signs what Redis shows.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	file string
}

// newAuthority makes one, with a file of its certificate.
func newAuthority(t *testing.T, dir, name string) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	a := authority{c, key, filepath.Join(dir, name+".pem")}
	writePEM(t, a.file, "CERTIFICATE", der)
	return a
}

// signs makes a certificate of localhost and its key.
func (a authority) signs(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "localhost"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"localhost"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, c, a.cert, &k.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	pkcs, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "redis.pem"), filepath.Join(dir, "redis.key")
	writePEM(t, cert, "CERTIFICATE", der)
	writePEM(t, key, "PRIVATE KEY", pkcs)
	return cert, key
}

func writePEM(t *testing.T, path, kind string, der []byte) {
	t.Helper()
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Redis as it is kept elsewhere: over TLS, and with a user of its own.
func TestRedisAsOthersKeepIt(t *testing.T) {
	binary := builtBinary(t)
	t.Run("over TLS", func(t *testing.T) { overTLS(t, binary) })
	t.Run("a user who lacks a right", func(t *testing.T) { lacksRight(t, binary) })
}

// A real Redis that speaks TLS, with a certificate of one's own authority: the bot
// serves with it, and with another one, or none, says why not in a sentence and ends.
func overTLS(t *testing.T, binary string) {
	dir := t.TempDir()
	ours, other := newAuthority(t, dir, "ours"), newAuthority(t, dir, "other")
	cert, key := ours.signs(t, dir)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	l.Close()
	server := redistest.Real(t, "--tls-port", port, "--tls-cert-file", cert, "--tls-key-file", key, "--tls-ca-cert-file", ours.file, "--tls-auth-clients", "no")
	address := "rediss://localhost:" + port
	box := sandbox.New(sandbox.Options{})
	defer box.Close()
	web := httptest.NewServer(box.Handler())
	defer web.Close()
	defer web.CloseClientConnections()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	st, err := store.Open(ctx, server.Address, "daning") // the same Redis, in the open
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	c := &crash{t: t, box: box, binary: binary, dir: t.TempDir(), env: []string{
		"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + web.URL, "REDIS_URL=" + address, "GRIDBOT_ADMIN_LISTEN=off", "GRIDBOT_REDIS_CA=" + ours.file,
	}}
	c.start()
	c.join(ctx, st)
	staff, err := st.Staff(ctx)
	if err != nil || staff.People[crashWorker].Role != world.Worker {
		t.Errorf("over TLS nobody joined: %+v, %v", staff.People, err)
	}
	c.kill()
	for why, env := range map[string][]string{
		"another authority":      {"REDIS_URL=" + address, "GRIDBOT_REDIS_CA=" + other.file},
		"none":                   {"REDIS_URL=" + address},
		"another name":           {"REDIS_URL=rediss://127.0.0.1:" + port, "GRIDBOT_REDIS_CA=" + ours.file},
		"a file that is none":    {"REDIS_URL=" + address, "GRIDBOT_REDIS_CA=" + key},
		"a file that is no file": {"REDIS_URL=" + address, "GRIDBOT_REDIS_CA=" + filepath.Join(dir, "nothing")},
	} {
		code, _, errs := call(t, c.binary, append(env, c.env[0], c.env[1], "GRIDBOT_ADMIN_LISTEN=off"), "serve")
		said := strings.TrimSpace(errs)
		if code == 0 || !strings.Contains(said, "certificate") && !strings.Contains(said, "no such file") || strings.Contains(said, "goroutine") {
			t.Errorf("with %s: exit %d:\n%s", why, code, said)
		}
	}
}

// A user of Redis who may not do one thing: the doctor says which, and what to set.
func lacksRight(t *testing.T, binary string) {
	server := redistest.Real(t)
	box := sandbox.New(sandbox.Options{})
	defer box.Close()
	web := httptest.NewServer(box.Handler())
	defer web.Close()
	st, err := store.Open(t.Context(), server.Address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if said := server.Ask(t, strings.Replace(st.Grant(), "PASSWORD", "hunter2", 1)); said != "+OK" {
		t.Fatal(said)
	}
	env := []string{"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + web.URL, "REDIS_URL=" + strings.Replace(server.Address, "redis://", "redis://gridbot:hunter2@", 1)}
	if code, out, errs := call(t, binary, env, "doctor"); code != 0 {
		t.Errorf("with every right: exit %d:\n%s%s", code, out, errs)
	}
	for _, right := range []string{"zadd", "evalsha"} {
		if said := server.Ask(t, "ACL SETUSER gridbot -"+right); said != "+OK" {
			t.Fatal(said)
		}
		code, out, errs := call(t, binary, env, "doctor")
		if code == 0 || !strings.Contains(out, right) || !strings.Contains(out, "+"+right) || strings.Contains(out+errs, "hunter2") {
			t.Errorf("without %s: exit %d:\n%s%s", right, code, out, errs)
		}
		server.Ask(t, "ACL SETUSER gridbot +"+right)
	}
}
