const SLIP = '(?:写|填|打|说|记|报|选|点|弄|搞|输|按|看)错(?:了|啦|字了?)?'

/** Words that take something back: at the beginning of a message, or before its new value. */
export const CORRECTION = new RegExp(
  `^(?:哎呀?|唉|啊|呀|不好意思|抱歉)?[，,]?(?:我|刚才|刚刚)*(?:不对|不是|错了|哦不|啊不|不不|等等|更正|改成|改到|改为|改期到|换成|还是|应该是|我是说|${SLIP})|改成|改到|改为|改期到|换成|改用`,
  'u',
)

const ALONE = new RegExp(
  `^(?:哎呀?|唉|啊|呀|哦|不好意思|抱歉|对不起|刚才|刚刚|我|又|都|好像|那个|这个|上面|前面|[\\s，,])*(?:不对|错了|${SLIP})[了吧呢啊呀哈的，,。！!…\\s]*$`,
  'u',
)

/** “打错了”, “哎呀刚才填错了”: something is wrong, and nothing said of what. */
export function isSlipAlone(plain: string): boolean {
  return ALONE.test(plain)
}
