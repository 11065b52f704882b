package sandbox

// This file holds the Bot API's own objects, as they go over the wire. They
// are immutable once they are in a chat: an edit puts a new Message in the
// place of the old one, so that whoever was handed the old one may keep it.

// A User is a person or the bot, as the Bot API shows them.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name,omitempty"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

// A Chat is a private chat, a group or a supergroup.
type Chat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Username  string `json:"username,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	IsForum   bool   `json:"is_forum,omitempty"`
}

// A Message is one message of a chat. Dates are unix seconds, offsets of
// entities count UTF-16 units.
type Message struct {
	MessageID       int             `json:"message_id"`
	ThreadID        int             `json:"message_thread_id,omitempty"`
	IsTopicMessage  bool            `json:"is_topic_message,omitempty"`
	From            *User           `json:"from,omitempty"`
	Chat            Chat            `json:"chat"`
	Date            int64           `json:"date"`
	EditDate        int64           `json:"edit_date,omitempty"`
	ForwardOrigin   *Origin         `json:"forward_origin,omitempty"`
	ReplyTo         *Message        `json:"reply_to_message,omitempty"`
	MediaGroupID    string          `json:"media_group_id,omitempty"`
	Text            string          `json:"text,omitempty"`
	Entities        []Entity        `json:"entities,omitempty"`
	Caption         string          `json:"caption,omitempty"`
	CaptionEntities []Entity        `json:"caption_entities,omitempty"`
	Photo           []PhotoSize     `json:"photo,omitempty"`
	Video           *Media          `json:"video,omitempty"`
	Voice           *Media          `json:"voice,omitempty"`
	Document        *Media          `json:"document,omitempty"`
	Sticker         *Sticker        `json:"sticker,omitempty"`
	Contact         *Contact        `json:"contact,omitempty"`
	Location        *Location       `json:"location,omitempty"`
	Venue           *Venue          `json:"venue,omitempty"`
	ReplyMarkup     *InlineKeyboard `json:"reply_markup,omitempty"`
	NewChatMembers  []User          `json:"new_chat_members,omitempty"`
	LeftChatMember  *User           `json:"left_chat_member,omitempty"`
	PinnedMessage   *Message        `json:"pinned_message,omitempty"`
	Protected       bool            `json:"has_protected_content,omitempty"`
	MigrateTo       int64           `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom     int64           `json:"migrate_from_chat_id,omitempty"`

	// Out says that the bot sent it. The Bot API does not say so; the page does.
	Out bool `json:"-"`
	// Markup is the reply keyboard that came with the message, or its removal,
	// or a forced reply. The Bot API shows only inline keyboards.
	Markup *Markup `json:"-"`
}

// service reports whether m tells of a change of the chat rather than holding
// what somebody said. A bot sees these also in privacy mode.
func (m *Message) service() bool {
	return m.NewChatMembers != nil || m.LeftChatMember != nil || m.PinnedMessage != nil ||
		m.MigrateTo != 0 || m.MigrateFrom != 0
}

// media returns the kind of the file m carries, or "".
func (m *Message) media() string {
	switch {
	case m.Photo != nil:
		return "photo"
	case m.Video != nil:
		return "video"
	case m.Voice != nil:
		return "voice"
	case m.Document != nil:
		return "document"
	}
	return ""
}

// An Origin says where a forwarded message was first said.
type Origin struct {
	Type       string `json:"type"`
	Date       int64  `json:"date"`
	SenderUser *User  `json:"sender_user,omitempty"`
}

// An Entity marks a part of a text: a command, a link, bold words.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	User     *User  `json:"user,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
}

// A PhotoSize is one size of a photo; a message lists them from small to large.
type PhotoSize struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	FileSize     int    `json:"file_size,omitempty"`
}

// Media is a video, a voice message or a document.
type Media struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Width        *int   `json:"width,omitempty"`
	Height       *int   `json:"height,omitempty"`
	Duration     *int   `json:"duration,omitempty"`
	FileName     string `json:"file_name,omitempty"`
	MimeType     string `json:"mime_type,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

// A Sticker is a small picture somebody sent in the place of words.
type Sticker struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Type         string `json:"type"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	IsAnimated   bool   `json:"is_animated"`
	IsVideo      bool   `json:"is_video"`
	Emoji        string `json:"emoji,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

// A Contact is a telephone number with a name. UserID is set where the number
// belongs to a person of the platform.
type Contact struct {
	PhoneNumber string `json:"phone_number"`
	FirstName   string `json:"first_name"`
	LastName    string `json:"last_name,omitempty"`
	UserID      int64  `json:"user_id,omitempty"`
	VCard       string `json:"vcard,omitempty"`
}

// A Location is a point in WGS-84 degrees; Accuracy is in metres.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Accuracy  float64 `json:"horizontal_accuracy,omitempty"`
}

// A Venue is a named place.
type Venue struct {
	Location Location `json:"location"`
	Title    string   `json:"title"`
	Address  string   `json:"address"`
}

// A CallbackQuery is a pressed button.
type CallbackQuery struct {
	ID           string `json:"id"`
	From         *User  `json:"from"`
	Message      any    `json:"message,omitempty"`
	ChatInstance string `json:"chat_instance"`
	Data         string `json:"data"`
}

// A ChatMember says what a user is in a chat. UntilDate must be present, as 0,
// for those kicked for ever.
type ChatMember struct {
	User      *User  `json:"user"`
	Status    string `json:"status"`
	UntilDate *int64 `json:"until_date,omitempty"`
	*Rights
}

// Rights are the fields the Bot API demands of an administrator.
type Rights struct {
	CanBeEdited         bool `json:"can_be_edited"`
	IsAnonymous         bool `json:"is_anonymous"`
	CanManageChat       bool `json:"can_manage_chat"`
	CanDeleteMessages   bool `json:"can_delete_messages"`
	CanManageVideoChats bool `json:"can_manage_video_chats"`
	CanRestrictMembers  bool `json:"can_restrict_members"`
	CanPromoteMembers   bool `json:"can_promote_members"`
	CanChangeInfo       bool `json:"can_change_info"`
	CanInviteUsers      bool `json:"can_invite_users"`
	CanPostStories      bool `json:"can_post_stories"`
	CanEditStories      bool `json:"can_edit_stories"`
	CanDeleteStories    bool `json:"can_delete_stories"`
	CanSendWelcome      bool `json:"can_send_welcome_messages"`
}

// A ChatMemberUpdated tells of a change of membership.
type ChatMemberUpdated struct {
	Chat Chat       `json:"chat"`
	From *User      `json:"from"`
	Date int64      `json:"date"`
	Old  ChatMember `json:"old_chat_member"`
	New  ChatMember `json:"new_chat_member"`
}

// An Update is what the bot is told. Exactly one field besides ID is set.
type Update struct {
	ID            int64              `json:"update_id"`
	Message       *Message           `json:"message,omitempty"`
	EditedMessage *Message           `json:"edited_message,omitempty"`
	CallbackQuery *CallbackQuery     `json:"callback_query,omitempty"`
	MyChatMember  *ChatMemberUpdated `json:"my_chat_member,omitempty"`
}

// kind is the name of the update as allowed_updates has it.
func (u *Update) kind() string {
	switch {
	case u.Message != nil:
		return "message"
	case u.EditedMessage != nil:
		return "edited_message"
	case u.CallbackQuery != nil:
		return "callback_query"
	}
	return "my_chat_member"
}
