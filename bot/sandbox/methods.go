package sandbox

// A method is one method of the Bot API. Most run under the server's lock;
// those that wait or read much run free of it and lock by themselves.
type method struct {
	do    func(*call) (any, *refusal)
	free  func(*call) (any, *refusal)
	flood int // how many messages it counts as against the limits; -1: as many as it sends
}

// methods are the methods served; names in lower case. Any other is 404.
func methods() map[string]method {
	return map[string]method{
		"getme":          {do: getMe},
		"logout":         {do: yesTrue},
		"close":          {do: yesTrue},
		"getupdates":     {free: getUpdates},
		"setwebhook":     {do: setWebhook},
		"deletewebhook":  {do: deleteWebhook},
		"getwebhookinfo": {do: getWebhookInfo},

		"sendmessage":    {do: sendMessage, flood: 1},
		"sendphoto":      {do: sendPhoto, flood: 1},
		"sendvideo":      {do: sendVideo, flood: 1},
		"sendvoice":      {do: sendVoice, flood: 1},
		"senddocument":   {do: sendDocument, flood: 1},
		"sendmediagroup": {do: sendMediaGroup, flood: -1},
		"sendlocation":   {do: sendLocation, flood: 1},
		"sendvenue":      {do: sendVenue, flood: 1},
		"sendcontact":    {do: sendContact, flood: 1},
		"forwardmessage": {do: forwardMessage, flood: 1},
		"copymessage":    {do: copyMessage, flood: 1},
		"sendchataction": {do: sendChatAction},

		"editmessagetext":        {do: editMessageText, flood: 1},
		"editmessagecaption":     {do: editMessageCaption, flood: 1},
		"editmessagemedia":       {do: editMessageMedia, flood: 1},
		"editmessagereplymarkup": {do: editMessageReplyMarkup, flood: 1},
		"deletemessage":          {do: deleteMessage},
		"deletemessages":         {do: deleteMessages},
		"answercallbackquery":    {do: answerCallbackQuery},
		"setmessagereaction":     {do: setMessageReaction},
		"pinchatmessage":         {do: pinChatMessage},
		"unpinchatmessage":       {do: unpinChatMessage},
		"unpinallchatmessages":   {do: unpinAllChatMessages},

		"getfile": {do: getFile},

		"setmycommands":         {do: setMyCommands},
		"getmycommands":         {do: getMyCommands},
		"deletemycommands":      {do: deleteMyCommands},
		"setchatmenubutton":     {do: setChatMenuButton},
		"getchatmenubutton":     {do: getChatMenuButton},
		"setmyname":             {do: setBotText("name", 64)},
		"getmyname":             {do: getBotText("name")},
		"setmydescription":      {do: setBotText("description", 512)},
		"getmydescription":      {do: getBotText("description")},
		"setmyshortdescription": {do: setBotText("short_description", 120)},
		"getmyshortdescription": {do: getBotText("short_description")},

		"getchat":               {do: getChat},
		"getchatmember":         {do: getChatMember},
		"getchatmembercount":    {do: getChatMemberCount},
		"getchatadministrators": {do: getChatAdministrators},
		"leavechat":             {do: leaveChat},
	}
}

func yesTrue(*call) (any, *refusal) { return true, nil }

func getMe(c *call) (any, *refusal) {
	return struct {
		*User
		CanJoinGroups           bool `json:"can_join_groups"`
		CanReadAllGroupMessages bool `json:"can_read_all_group_messages"`
		SupportsInlineQueries   bool `json:"supports_inline_queries"`
		CanConnectToBusiness    bool `json:"can_connect_to_business"`
		HasMainWebApp           bool `json:"has_main_web_app"`
		HasTopicsEnabled        bool `json:"has_topics_enabled"`
		UsersCreateTopics       bool `json:"allows_users_to_create_topics"`
		CanManageBots           bool `json:"can_manage_bots"`
		JoinRequestQueries      bool `json:"supports_join_request_queries"`
	}{User: c.s.bot, CanJoinGroups: true}, nil
}
