import type { AlertCode } from '../../kernel/alerts.ts'

/** Every alert has its words: a code without one does not compile. */
const ALERT_WORDS: Readonly<Record<AlertCode, string>> = {
  message_parked: '一条消息没处理好，已放到一边',
  send_gave_up: '一条消息没有发出去',
  duty_not_confirmed: '有人可能有危险，通知到的人都还没说在管，请马上叫值班的人看控制台“值班”',
  case_overdue: '有一件心里话过了时间还没有人接，请催看心里话的人',
  duty_not_reached: '有人可能有危险，值班联系人没通知到，请马上叫值班的人看控制台“值班”',
  bulk_gave_up: '一批提醒里有人没收到',
  bulk_lapsed: '一批提醒过时了，没有再发',
  reminders_paused: '本月调用次数快用完了，提醒停发了',
  dialogue_lost: '一个人填到一半的内容读不出来了',
  job_failed: '程序自己要办的一件事反复失败',
  role_missing: '有人办到一半，名单里已经没有他该有的角色',
  left_with_work: '有人离开了，手上还有没办完的事，去“名单”里看',
  dingtalk_quota: '钉钉本月的次数用完了，消息发不出去',
  dingtalk_refused: '钉钉不认应用的凭证、IP或权限',
  wechat_logged_out: '微信号掉线或被限制，要重新扫码；要发的都留着',
  wechat_failed: '微信的接入程序启动不了，或者消息收发不了',
}

/** Codes of the API in Chinese. A code that is not here is shown as it is. */
const WORDS = {
  work: { overtime: '加班', duty: '值班' },
  worked: { pending: '等确认', planned: '已批，等实际小时', approved: '已确认' },
  recorded: { self: '本人', supervisor: '主管', office: '人事补登' },
  kind: { leave: '请假', overtime: '加班', hardship: '困难', away: '离市报备' },
  status: {
    consent: '等本人同意',
    pending: '等批',
    returned: '等本人补充',
    approved: '已批',
    refused: '没同意',
    undone: '收回了同意',
    withdrawn: '已撤回',
    lapsed: '已失效',
    back: '批过，已销假，时间是实休的',
    unused: '批过，没有休',
    open: '没人接',
    answered: '已回复',
    taken: '有人接了',
    closed: '已办结',
  },
  mode: { named: '实名', hidden: '隐名' },
  caseKind: { heart: '心里话', flag: '系统标出', report: '举报' },
  level: { crisis: '有生命危险', high: '很急', serious: '要紧', none: '一般' },
  topic: {
    pressure: '工作压力',
    health: '身体或情绪',
    family: '家里的困难',
    wronged: '人际或委屈',
    post: '岗位去留',
    other: '其他',
  },
  wish: { listen: '只想说说', reply: '希望回复', meet: '希望当面谈' },
  asked: { close: '本人请你们不用再管', delete: '本人请你们把内容删掉' },
  outcome: {
    talked: '谈过了',
    solved: '解决了',
    passed_on: '转给别人办了',
    no_answer: '没有联系上',
    false_alarm: '不是这么回事',
    merged: '并到另一件了',
  },
  followUp: { talk: '谈心谈话', visit: '家访', call: '电话回访' },
  alert: ALERT_WORDS,
  quota: { api: '接口调用', stream: '消息收发' },
  step: {
    waiting: '还没轮到',
    turn: '轮到他',
    agreed: '同意',
    refused: '没同意',
    skipped: '不用再批',
    told: '已告知',
  },
  reveal: {
    asked: '等保管员定',
    agreed: '同意了',
    refused: '没有同意',
    shown: '看过了',
    danger: '因生命危险，没有等同意',
  },
  gone: { person: '本人已离开', turn: '该批的人已离开' },
  help: { open: '等人接', taken: '有人接了', closed: '结束了' },
  signature: { title: '署姓和职务，比如“陈主任”', none: '不署名，只说是同事' },
  verdict: {
    agreed: '同意',
    refused: '没同意',
    withdrawn: '撤回',
    consented: '本人同意',
    declined: '本人不同意',
    checked: '核对了',
    lapsed: '一直没补充，撤回了',
    office: '替本人办的',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>

export function wordFor(list: keyof typeof WORDS, code: string): string {
  const words: Readonly<Record<string, string>> = WORDS[list]
  return words[code] ?? code
}

/** For choosing one of a list. */
export function optionsOf(list: keyof typeof WORDS): { value: string; label: string }[] {
  return Object.entries(WORDS[list]).map(([value, label]) => ({ value, label }))
}
