package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	tg "github.com/go-telegram/bot"

	"gridbot/flows/fastjson"
)

// api calls the methods that run thousands of times. The library encodes
// every call as multipart through a pipe, reads answers of any size and quotes
// a proxy's error page whole; ours are JSON, capped, and keep the status. The
// parameters and the errors are the library's own.
type api struct {
	http   *http.Client
	direct *direct // for all but polls; nil where they go by http, too
	base   string  // https://api.telegram.org/bot<token>/
	token  string
}

// refusal is what Telegram answers instead of a result.
type refusal struct {
	Code       int    `json:"error_code"`
	Say        string `json:"description"`
	Parameters struct {
		After int   `json:"retry_after"`
		Moved int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

const (
	largestAnswer = 4 << 20  // bytes of an answer to a message
	largestPoll   = 64 << 20 // bytes of an answer with 100 updates
)

// call posts params as JSON and reads the result into out, which may be nil.
// Errors: those of the library (ErrorForbidden, ErrorBadRequest …,
// *TooManyRequestsError, *MigrateError), or one of the network without the token.
func (a *api) call(ctx context.Context, method string, params, out any, largest int64) error {
	body, err := fastjson.Marshal(params)
	if err != nil {
		return fmt.Errorf("encode %s: %w", method, err)
	}
	read := func(status int, raw []byte) error {
		answer, err := readAnswer(raw, out)
		if err != nil {
			return fmt.Errorf("%s answered %d with something that is not the Bot API's", method, status)
		}
		if answer.OK {
			return nil
		}
		answer.Say = redactWords(answer.Say, a.token) // a proxy may quote the path it was asked for
		return refused{answer.error(method)}
	}
	if a.direct != nil && largest <= largestAnswer {
		err = a.direct.post(ctx, a.base+method, body, read)
	} else {
		err = a.post(ctx, a.base+method, body, largest, read)
	}
	var said refused
	if errors.As(err, &said) {
		return said.error
	}
	if err != nil {
		return fmt.Errorf("call %s: %w", method, redact(err, a.token))
	}
	return nil
}

// refused marks what the Bot API itself said from what the network did.
type refused struct{ error }

// post posts JSON by way of net/http and hands the answer on, read up to a size.
func (a *api) post(ctx context.Context, address string, body []byte, largest int64, read func(status int, raw []byte) error) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header["Content-Type"] = []string{"application/json"}
	resp, err := a.http.Do(req)
	if err != nil {
		var quoted *url.Error // its URL holds the token; what it wraps does not
		if errors.As(err, &quoted) {
			err = quoted.Err
		}
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, largest))
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	return read(resp.StatusCode, raw)
}

// verdict is the head of every answer.
type verdict struct {
	OK bool `json:"ok"`
	refusal
}

// readAnswer reads an answer, and its result into out. What nobody asks for is
// not taken apart: an edit is answered with the whole message.
func readAnswer(raw []byte, out any) (verdict, error) {
	if read, v := readShort(raw, out); read {
		return v, nil
	}
	if out == nil {
		var v verdict
		err := fastjson.Unmarshal(raw, &v)
		return v, err
	}
	answer := struct {
		verdict
		Result any `json:"result"`
	}{Result: out}
	err := fastjson.Unmarshal(raw, &answer)
	return answer.verdict, err
}

// readShort reads what we want of the answers that come thousands of times, from their
// beginning: that all is well, and the number of the message that was sent. It says no
// where that does not stand there.
func readShort(raw []byte, out any) (read bool, v verdict) {
	rest, ok := bytes.CutPrefix(bytes.TrimRight(raw, " \r\n"), []byte(`{"ok":true,"result":`))
	if !ok || !bytes.HasSuffix(rest, []byte("}")) {
		return false, v
	}
	v.OK = true
	switch out := out.(type) {
	case nil:
		return true, v
	case *sentMessage:
		if rest, ok = bytes.CutPrefix(rest, []byte(`{"message_id":`)); !ok {
			return false, v
		}
		end := bytes.IndexAny(rest, ",}")
		n, err := strconv.Atoi(string(rest[:end]))
		out.ID = n
		return err == nil, v
	}
	return false, v
}

// error is the refusal as the library would tell it.
func (r refusal) error(method string) error {
	switch r.Code {
	case http.StatusTooManyRequests:
		return fmt.Errorf("%s: %w", method, &tg.TooManyRequestsError{Message: r.Say, RetryAfter: r.Parameters.After})
	case http.StatusForbidden:
		return fmt.Errorf("%s: %w, %s", method, tg.ErrorForbidden, r.Say)
	case http.StatusUnauthorized:
		return fmt.Errorf("%s: %w, %s", method, tg.ErrorUnauthorized, r.Say)
	case http.StatusNotFound:
		return fmt.Errorf("%s: %w, %s", method, tg.ErrorNotFound, r.Say)
	case http.StatusConflict:
		return fmt.Errorf("%s: %w, %s", method, tg.ErrorConflict, r.Say)
	case http.StatusBadRequest:
		if r.Parameters.Moved != 0 {
			return fmt.Errorf("%s: %w", method, &tg.MigrateError{Message: r.Say, MigrateToChatID: int(r.Parameters.Moved)})
		}
		return fmt.Errorf("%s: %w, %s", method, tg.ErrorBadRequest, r.Say)
	}
	return fmt.Errorf("%s: telegram says %d: %s", method, r.Code, r.Say)
}

// sent is what we need of a message that was sent.
type sentMessage struct {
	ID int `json:"message_id"`
}

func (a *api) sendMessage(ctx context.Context, p *tg.SendMessageParams) (int, error) {
	var m sentMessage
	err := a.call(ctx, "sendMessage", p, &m, largestAnswer)
	return m.ID, err
}

func (a *api) editMessageText(ctx context.Context, p *tg.EditMessageTextParams) error {
	return a.call(ctx, "editMessageText", p, nil, largestAnswer)
}

func (a *api) editMessageReplyMarkup(ctx context.Context, p *tg.EditMessageReplyMarkupParams) error {
	return a.call(ctx, "editMessageReplyMarkup", p, nil, largestAnswer)
}

func (a *api) deleteMessage(ctx context.Context, p *tg.DeleteMessageParams) error {
	return a.call(ctx, "deleteMessage", p, nil, largestAnswer)
}

func (a *api) answerCallbackQuery(ctx context.Context, p *tg.AnswerCallbackQueryParams) error {
	return a.call(ctx, "answerCallbackQuery", p, nil, largestAnswer)
}

// poll are the parameters of getUpdates.
type poll struct {
	Offset  int64    `json:"offset"`
	Limit   int      `json:"limit"`
	Timeout int      `json:"timeout"`
	Wanted  []string `json:"allowed_updates"`
}

// getUpdates asks for updates. What comes is only cut apart, not understood.
func (a *api) getUpdates(ctx context.Context, offset int64) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, (pollSeconds+15)*time.Second)
	defer cancel()
	var updates []json.RawMessage
	err := a.call(ctx, "getUpdates", poll{Offset: offset, Limit: 100, Timeout: pollSeconds, Wanted: wanted}, &updates, largestPoll)
	return updates, err
}
