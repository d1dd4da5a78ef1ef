import type { Command } from '../command.ts'
import { bare } from './bare.ts'
import type { Listening } from './listening.ts'
import { say } from './say.ts'

/** Longer messages tell something. */
const SHORT = 24

/** “有又怎么样”, “偶尔会冒出来”, “以前有过，现在没有”: half of a yes is a yes, and past is not over. */
const ADMITS =
  /^(?:嗯|是|对|唉|说实话|说真的|老实说|不瞒你说|其实|也|我|就|[,，、。 ])*(?:(?:偶尔|有时候?|经常|常常?|时不时|老|总|最近|以前|之前|曾经|早就|晚上|夜里|半夜|的确|确实)+(?:是|会|也|都|倒|还|真)*(?:有(?=$|[,，。!！]|过(?!一?个)|的|啊|呀|吧)|想过|动过|这么想|这样想|冒|闪)|有(?=$|[,，。!！]|过(?!一?个)|的(?:$|[,，。])|啊|呀|吧|又(?:怎|咋|如何)|这个?(?:念头|想法))|(?:也许|可能|算是?|应该)有|想过(?=$|[,，。!！啊呀吧的])|动过(?:这个?|那个?)?念头)/u
/** “你问这个干什么” */
const ASKS_WHY =
  /^.{0,2}(?:你们?|干[嘛吗啥]|干什么|为[什啥]么?|凭什么|怎么|咋).{0,4}问|^问(?:这|我|那).{0,4}(?:干|做|为|啥|什么|意思)/u
const UNSURE =
  /^(?:我|自己|真|真的|也|就|都)*(?:不知道|说不上来?|说不清楚?|说不好|不好说|不确定|不清楚|难说|不想(?:说|讲|答|回答))+(?:这个|啊|呀|吧|呢|了)*$/u

/**
 * What is said to the one direct question in words of one's own, also amid a story: yes, why it is asked, or that one
 * cannot tell. Null for anything else, which is heard as ever.
 */
export function directAnswer(l: Listening): Command[] | null {
  const { pending } = l.state
  const { plain } = l.reading
  if (pending?.kind !== 'direct' || plain.length > SHORT) return null
  if (ADMITS.test(plain)) return [{ do: 'choose', option: 0 }]
  if (ASKS_WHY.test(plain)) return [say('direct_why')]
  return UNSURE.test(bare(plain)) || plain.split(/[,，。 ]/u).every(part => part !== '' && UNSURE.test(part))
    ? [say('direct_unsure')]
    : null
}
