/** What stands in the audit log, in words. */
const ACTIONS: Readonly<Record<string, string>> = {
  'account.given': '给了一次性口令',
  'account.taken': '收回登录',
  'account.passphrase': '换了自己的口令',
  'alert.close': '处理好一条告警',
  'absences.view': '看了谁哪天不在',
  'application.view': '看了一份申请',
  'application.print': '打印了一份申请',
  'application.turn': '把一份申请转给别人批',
  'audit.check': '查了记录完不完整',
  'audit.read': '看了审计',
  'backup.made': '做了备份',
  'backup.restored': '从备份恢复',
  'balances.import': '导入假期余额',
  'calendar.day': '改了一天的上班安排',
  'calendar.day_dropped': '收回一天的上班安排',
  'calendar.year': '导入一年的放假安排',
  'calendar.year_dropped': '收回导入的放假安排',
  'bulletin.export': '下载休假通报',
  'bulletin.publish': '发布休假通报',
  'campaign.close': '结束一次体检',
  'campaign.create': '发了一次体检',
  'campaign.view': '看了体检名单',
  'case.close': '办结一件心里话',
  'case.erase': '按本人要求删掉一件心里话的内容',
  'case.reply': '回了一件心里话',
  'case.take': '接了一件心里话',
  'case.view': '打开一件心里话',
  'concern.close': '确认一个人有人照应了',
  'duty.taken': '说由自己联系有危险的人',
  'duty.reached': '说联系上了有危险的人',
  'duty.unreached': '说没联系上有危险的人',
  'duty.passed': '把有危险的人转给别人联系',
  'duty.closed': '确认一个人有人照应了',
  'duty.called': '告诉值班联系人有人可能有危险',
  'flows.reload': '重新读对话文件',
  'hardship.missing': '告诉缺材料',
  'hardship.paper': '看了困难材料',
  'hardship.view': '看了一份困难申请',
  'inbox.retry': '让一条消息再办一次',
  'outbox.retry': '让一条消息再发一次',
  'help.close': '结束一件“找人”',
  'help.reply': '回了一件“找人”',
  'help.take': '接了一件“找人”',
  'help.view': '看了一件“找人”',
  'application.decide': '批了一份申请',
  'leave.balance': '看了一个人的假期余额',
  'leave.plans': '看了休假计划',
  'leave.school_breaks': '改了学校放假的日子',
  'leave.carry': '把一个人上一年的年假结转到今年',
  'leave.check': '核对了一份请假的证明',
  'leave.paper': '看了一份请假的证明',
  'leave.proof': '看了一份请假有没有证明',
  'off_post.ground': '看了一个人不在岗的依据',
  'off_post.list': '看了谁离岗休养',
  'off_post.return': '登记一个人返岗',
  'off_post.review': '改了一个人下次复查的日期',
  'off_post.take': '登记一个人离岗休养',
  'overtime.export': '下载加班登记',
  'overtime.import': '导入加班名单',
  'overtime.list': '看了加班登记',
  'overtime.protect': '改了一个人不安排加班的日期',
  'overtime.protected': '看了不安排加班的人',
  'overtime.record': '补登一次加班',
  'overtime.subsidy': '改了一次加班发没发补贴',
  'people.import': '导入名单',
  'person.back': '让一个人回到名单',
  'person.left': '把一个人标为离开',
  'role.given': '给了一个角色',
  'role.taken': '收回一个角色',
  'reader.add': '一把新钥匙开始用了',
  'reader.ask': '做了一把新钥匙，等人同意',
  'reader.remove': '停掉一把钥匙',
  'setting.delete': '删掉一项设置',
  'setting.duty': '定了值班联系人',
  'setting.put': '改了一项设置',
  'setup.admin': '设了第一个管理员',
  'sign_in.done': '登录',
  'sign_in.failed': '登录失败',
  'sign_in.locked': '登录被锁',
  sign_out: '退出登录',
  'delegation.set': '请人代批申请',
  'delegation.end': '不再请人代批',
  deny: '被拒绝',
}

const ACTORS: Readonly<Record<string, string>> = { system: '系统', cli: '命令行', nobody: '没登录的人' }

export function actionWords(action: string): string {
  return ACTIONS[action] ?? action
}

/** What a line was about: a number or id as it is, counts in words. */
export function aboutWords(action: string, about: string): string {
  const [, added, changed] = action === 'people.import' ? (/^(\d+)\+(\d+)$/.exec(about) ?? []) : []
  return added === undefined ? about || '没有' : `新增${added}人，更新${changed}人`
}

/** Somebody who is not on the roster any more is shown by his number. */
export function actorWords(actor: string): string {
  return ACTORS[actor] ?? actor
}
