// The page's own words. What the bot says comes from the bot; these are the
// words of the frame around it, in both languages.

const zh = {
  'langs': '页面语言', 'people': '人物', 'time': '演示时间', 'moves': '让时间前进', 'moving': '时间正在前进…', 'story.follow': '打开链接', 'join': '进群', 'leave': '退群', 'forge': '伪造的按钮',
  'story': '故事', 'story.which': '哪个故事', 'play': '播放故事', 'resume': '继续', 'pause': '暂停', 'stop': '停止',
  'story.done': '故事播放完了。', 'story.failed': '故事中断了。{why}', 'story.starting': '故事就要开始…',
  'hint': '每部手机是一个人：发一句话、一张照片或一个位置就能报事。',
  'hint.story': '也可以点“播放故事”。',
  'hint.close': '知道了', 'offline': '与演示服务器的连接断开，正在重连…', 'failed': '没有成功：{why}', 'unreachable': '连不上演示服务器',
  'load.failed': '页面没有载入：{why}', 'retry': '再试一次',
  'unread': '{n} 条未读', 'changed': '有更新',
  'input': '写消息…', 'send': '发送', 'save': '保存修改', 'attach.short': '照片', 'map.short': '位置', 'commands.short': '菜单', 'attach': '照片和附件', 'map': '发送位置', 'commands': '命令菜单', 'keyboard': '显示或收起快捷键盘',
  'file': '从设备选照片…', 'samples': '示例照片', 'other': '其他', 'remove': '移除 {what}', 'tray': '待发送的照片', 'commands.none': '还没有命令。',
  'contact': '我的名片', 'voice': '语音', 'video': '视频', 'sticker': '贴纸', 'document': '文件', 'document.read': '在新标签页打开', 'document.keep': '下载', 'forward': '转发的消息', 'forward.text': '别的聊天里的一条消息', 'photo': '照片', 'location': '位置', 'venue': '地点',
  'editing': '修改消息', 'replying': '回复 {who}', 'cancel': '取消', 'edit': '修改', 'reply': '回复', 'copy': '复制文字', 'follow': '以谁的身份打开链接？', 'follow.as': '由别人打开链接…',
  'edited': '已编辑', 'typing': '正在输入…', 'group': '{n} 位成员', 'speak': '发言人', 'topic': '话题', 'topic.general': '综合',
  'log': '{who} 的聊天记录', 'phone': '{who} 的手机', 'phone.lang': '{who} 的手机语言', 'phone.lang.person': '手机语言：{what}（聊天里选过语言的，以聊天里的为准）', 'phone.lang.group': '手机语言：{what}', 'phone.menu': '{who} 的更多操作', 'message.menu': '消息操作',
  'block': '停用机器人', 'unblock': '重新启用机器人', 'blocked': '已停用机器人', 'kick': '把机器人移出群', 'add': '把机器人加进群', 'migrate': '升级为超级群',
  'new': '{n} 条新消息', 'updated': '上面的消息有更新', 'earlier': '显示更早的消息', 'start': '开始',
  'empty': '发一句话、一张照片或一个位置，就可以开始。', 'empty.group': '群里还没有消息。',
  'view': '查看照片', 'view.n': '照片 {n}（共 {total} 张）', 'previous': '上一张', 'next': '下一张', 'close': '关闭', 'ok': '好',
  'pressing': '等待回应…', 'opens': '{label}（打开链接）', 'to.group': '把机器人加到哪个群？', 'to.group.none': '此人不在任何群里。', 'forwarded': '转发自 {who}', 'unsupported': '（这种消息在此不显示）',
  'map.title': '{who} 要发送哪里？', 'map.how': '点地图放图钉，或选一个地点。方向键也能移动图钉。', 'map.places': '地点', 'map.send': '发送位置', 'map.venue': '发送地点名片', 'map.outside': '网格以外', 'map.none': '还没有选',
  'joined': '{who} 加入了群', 'left': '{who} 离开了群', 'migrated': '群已升级为超级群', 'pinned': '已置顶：{what}', 'topic.made': '新话题：{name}', 'seconds': '{n} 秒',
};

const en = {
  'langs': 'Language of this page', 'people': 'People', 'time': 'Demo time', 'moves': 'Move time forward', 'moving': 'Time is moving…', 'story.follow': 'opens the link', 'join': 'joins the group', 'leave': 'leaves the group', 'forge': 'forged button',
  'story': 'Story', 'story.which': 'Which story', 'play': 'Play the story', 'resume': 'Resume', 'pause': 'Pause', 'stop': 'Stop',
  'story.done': 'The story is over.', 'story.failed': 'The story broke off. {why}', 'story.starting': 'The story is about to start…',
  'hint': 'Each phone is a person: send a sentence, photo or location to report a hazard.',
  'hint.story': 'Or play the story.',
  'hint.close': 'Got it', 'offline': 'Lost the demo server, reconnecting…', 'failed': 'That did not work: {why}', 'unreachable': 'the demo server cannot be reached',
  'load.failed': 'The page did not load: {why}', 'retry': 'Try again',
  'unread': '{n} unread', 'changed': 'updated',
  'input': 'Message…', 'send': 'Send', 'save': 'Save the change', 'attach.short': 'Photo', 'map.short': 'Location', 'commands.short': 'Menu', 'attach': 'Photos and more', 'map': 'Send a location', 'commands': 'Commands', 'keyboard': 'Show or hide the reply keyboard',
  'file': 'Photos from this device…', 'samples': 'Sample photos', 'other': 'Other', 'remove': 'Remove {what}', 'tray': 'Photos to send', 'commands.none': 'No commands yet.',
  'contact': 'My contact', 'voice': 'Voice', 'video': 'Video', 'sticker': 'Sticker', 'document': 'File', 'document.read': 'Opens in a new tab', 'document.keep': 'Download', 'forward': 'Forwarded message', 'forward.text': 'A message from another chat', 'photo': 'Photo', 'location': 'Location', 'venue': 'Place',
  'editing': 'Edit message', 'replying': 'Reply to {who}', 'cancel': 'Cancel', 'edit': 'Edit', 'reply': 'Reply', 'copy': 'Copy text', 'follow': 'Open the link as whom?', 'follow.as': 'Open the link as somebody else…',
  'edited': 'edited', 'typing': 'typing…', 'group': '{n} members', 'speak': 'Speak as', 'topic': 'Topic', 'topic.general': 'General',
  'log': 'Messages of {who}', 'phone': 'Phone of {who}', 'phone.lang': 'Phone language of {who}', 'phone.lang.person': 'Phone language: {what} (a language chosen in the chat comes first)', 'phone.lang.group': 'Phone language: {what}', 'phone.menu': 'More for {who}', 'message.menu': 'Message actions',
  'block': 'Block the bot', 'unblock': 'Unblock the bot', 'blocked': 'has blocked the bot', 'kick': 'Remove the bot from the group', 'add': 'Add the bot to the group', 'migrate': 'Upgrade to a supergroup',
  'new': '{n} new', 'updated': 'A message above changed', 'earlier': 'Show earlier messages', 'start': 'Start',
  'empty': 'Send a sentence, a photo or a location to begin.', 'empty.group': 'No messages in this group yet.',
  'view': 'View photo', 'view.n': 'Photo {n} of {total}', 'previous': 'Previous', 'next': 'Next', 'close': 'Close', 'ok': 'OK',
  'pressing': 'waiting for an answer…', 'opens': '{label} (opens a link)', 'to.group': 'Add the bot to which group?', 'to.group.none': 'This person is in no group.', 'forwarded': 'Forwarded from {who}', 'unsupported': '(a kind of message not shown here)',
  'map.title': 'Which place does {who} send?', 'map.how': 'Click the map to drop the pin, or choose a place. Arrow keys move the pin too.', 'map.places': 'Places', 'map.send': 'Send location', 'map.venue': 'Send as venue', 'map.outside': 'outside the grids', 'map.none': 'nothing chosen yet',
  'joined': '{who} joined the group', 'left': '{who} left the group', 'migrated': 'The group is now a supergroup', 'pinned': 'Pinned: {what}', 'topic.made': 'New topic: {name}', 'seconds': '{n} s',
};

const catalogs = { 'zh-CN': zh, en };

export const languages = [['zh-CN', '中文', '中'], ['en', 'English', 'EN']];

// known turns any language tag into one of the two the page has.
export function known(tag) {
  return /^zh/i.test(tag || '') ? 'zh-CN' : 'en';
}

// word gives one of the page's words, its {blanks} filled.
export function word(lang, id, blanks = {}) {
  const text = catalogs[lang][id] ?? id;
  return text.replace(/\{(\w+)\}/g, (whole, name) => blanks[name] ?? whole);
}

// pick chooses from a {"zh-CN":…,"en":…}; a plain string is the same in both.
export function pick(names, lang) {
  if (names === null || names === undefined) return '';
  if (typeof names !== 'object') return String(names);
  return names[lang] ?? names[lang.slice(0, 2)] ?? Object.values(names)[0] ?? '';
}

// Labels remembers which words stand where, so that a change of language
// changes them in place and nothing that somebody is typing is rebuilt.
export class Labels {
  constructor(lang) {
    this.lang = lang;
    this.all = [];
  }

  // put sets a word as a node's text, or as the attribute named; blanks may
  // be a function of the language. It returns the node.
  put(node, id, attribute = '', blanks = undefined) {
    const entry = { node, id, attribute, blanks };
    this.all = this.all.filter((other) => other.node !== node || other.attribute !== attribute);
    this.all.push(entry);
    this.show(entry);
    return node;
  }

  show({ node, id, attribute, blanks }) {
    const text = word(this.lang, id, typeof blanks === 'function' ? blanks(this.lang) : blanks);
    if (attribute) node.setAttribute(attribute, text);
    else node.textContent = text;
  }

  set(lang) {
    this.lang = lang;
    this.all.forEach((entry) => this.show(entry));
  }

  word(id, blanks) {
    return word(this.lang, id, blanks);
  }
}

// name labels a button that shows only an icon, for eyes and for ears.
export function name(labels, node, id, blanks) {
  labels.put(node, id, 'aria-label', blanks);
  return labels.put(node, id, 'title', blanks);
}

// Times are shown in the zone of the district, wherever the viewer is.
export function times(zone) {
  const format = (options) => {
    const by = Object.fromEntries(languages.map(([lang]) => [lang, new Intl.DateTimeFormat(lang, { timeZone: zone, ...options })]));
    return (lang, ms) => by[lang].format(new Date(ms));
  };
  return {
    minute: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: format({ month: 'long', day: 'numeric', weekday: 'short' }),
    brief: format({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    full: format({ month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}
