import type { YesNo } from '../kernel/reading.ts'

/** Longer messages say more than yes or no. */
const LONGEST = 14

const WAIT =
  /^(?:等等|等一下|等下|稍等|等会儿?|先等等|我想想|让我想想|我看看|我考虑一?下|再想想|待会儿?|慢着|等等看)[吧啊哈]?$/u
const NO =
  /^(?:不+|不是|不对|不要|不行|不用|不了|不可以|不同意|不提交|没有|没|否|错|错了|别|先不|先别|先不用|算了|拒绝|不可|不好|no|n|nope|👎|❌)[了吧啊哦呀的要用交]*$/u
const YES =
  /^(?:是|是的|对|对的|对头|没错|嗯|嗯嗯+|恩|好|好的?|好滴|好嘞|好呀|行|可以|可以的|行的|要|要的|同意|确认|确定|提交|提交吧|就这样|就这么办|没问题|没毛病|ok|okay|yes|y|收到|成|中|得|好吧|可|👌|👍|✅|🙆|ok的|okk|对对+|是是+|嗯好的?|好好+|嗯对|嗯可以|嗯行|那好|那行|好提交|交吧|就这样吧)[吧啊呀哦的了呢哈噢喔]*$/u
const HEDGE =
  /^(?:嗯+[.。…—~～]+|额+|呃+|唔+|再说吧?|不知道|不确定|不好说|也许吧?|可能吧?|看情况|随便|都行|无所谓|说不好|不是不行|不是不可以|差不多吧?)[.。…—~～]*$/u

/** How a short message answers a yes-or-no question; null when it says something else. */
export function readYesNo(plain: string): YesNo | null {
  const text = plain.trim().toLowerCase()
  if (text.length === 0 || text.length > LONGEST) return null
  if (HEDGE.test(text)) return 'hedge'
  const bare = text
    .replace(/[\s，。！？,.!?~～…；;：:、]+/gu, '')
    .replace(/[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu, '')
  if (HEDGE.test(bare)) return 'hedge'
  if (WAIT.test(bare)) return 'wait'
  if (NO.test(bare)) return 'no'
  return YES.test(bare) ? 'yes' : null
}
