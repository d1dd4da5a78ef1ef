import { describe, expect, test } from 'vitest'
import { normalize } from '../../src/understanding/normalize.ts'
import { shippedAssess } from './shipped-assess.ts'

const heard = (text: string) => {
  const { urgent, ask } = shippedAssess()(normalize(text))
  return urgent ? 'urgent' : ask ? 'asked' : 'quiet'
}

describe('how a thing is told decides what it means', () => {
  test.each([
    ['辖区发生一起跳楼警情，人员已获救', 'quiet', 'a report'],
    ['信访人扬言跳桥，请派人到场稳控', 'quiet', 'a report about a stranger'],
    ['防自杀宣传折页请各科室来领', 'quiet', 'a leaflet'],
    ['应急演练做完了，可是我真的不想活了', 'urgent', 'somebody speaks of himself beside a report'],
    ['通报批评又有我，活着没意思', 'urgent', 'the word of a report in a cry'],
    ['电影里男主最后跳楼了，看哭了', 'quiet', 'a film'],
    ['《活着》这本书写得真好', 'quiet', 'a title'],
    ['听说隔壁小区有人跳楼，太可怕了', 'quiet', 'news'],
    ['我没想过自杀，你放心', 'quiet', 'denied'],
    ['我没有要自杀，我只是不想再醒过来', 'urgent', 'denied in one clause, said in the next'],
    ['你是不是觉得我该去死', 'urgent', '“是不是” denies nothing'],
    ['同事说他不想活了，叫我别跟领导讲', 'urgent', 'somebody near'],
    ['我爸以前喝过农药，洗胃救回来了', 'asked', 'what another did long ago'],
    ['我小时候我妈喝过农药，抢救回来了', 'asked', 'what another did long ago'],
    ['大学室友当年割过腕，现在日子过得挺好', 'asked', 'what another did long ago'],
    ['十年前我妈洗过胃还住过院', 'quiet', 'an old illness'],
    ['我姐大学时割过腕，最近又说不想活了', 'urgent', 'long ago, and again'],
    ['去年我妈吃安眠药洗了胃，现在又说不想活', 'urgent', 'last year, and now'],
    ['我弟以前自杀过，我怕他再做傻事', 'urgent', 'long ago, and feared again'],
    ['去年朋友走了，我偷偷喝了农药', 'urgent', 'a loss long ago, and his own deed beside it'],
    ['去年老公出轨，割了腕没死成', 'urgent', 'who names nobody speaks of himself'],
    ['三年前我哥上吊了，我也买了绳子', 'urgent', 'long ago, and now he as well'],
    ['当年我爸喝农药走的，刚才我也喝了', 'urgent', 'long ago, and now he as well'],
    ['十年前我割过腕', 'urgent', 'long ago, and his own'],
    ['我妈走了以后我割过腕', 'urgent', 'his own, beside a loss'],
    ['我弟吞过药，就上个月的事', 'urgent', 'not long ago'],
    ['洗过胃还要复查', 'quiet', 'an old illness'],
    ['我吞药洗过胃', 'urgent', 'his own attempt'],
    ['洗胃完了还是想死', 'urgent', 'washed out, and not over'],
    ['老公因病去世，我走不出来', 'quiet', 'a loss'],
    ['我下月退休，工作都交接好了，谢谢大家照顾', 'quiet', 'a farewell of one who retires'],
    ['绳子买好了，拔河比赛用的', 'quiet', 'a thing with a use of its own'],
    ['想死你了，什么时候回来', 'quiet', 'an idiom'],
    ['想死你们都别拦我，我真想死', 'urgent', 'an idiom masks itself and nothing else'],
    ['这家店味道不错，下回还想再来', 'quiet', 'a wish to come again'],
    ['楼下快递到了，我从二楼下去拿一下', 'quiet', 'who walks down the stairs'],
    ['邻居家的狗从阳台上摔下去，居然没事', 'quiet', 'a fall of an animal'],
    ['我从楼上跳下去就没事了', 'urgent', 'who would jump himself'],
    ['开会太困，掐自己好几下才没睡着', 'quiet', 'who keeps himself awake'],
    ['我掐自己，掐到出血才好受', 'urgent', 'who hurts himself'],
    ['进门先把鞋一脱，瘫在沙发上', 'quiet', 'who comes home'],
    ['鞋脱好了，风很大', 'urgent', 'shoes that stand ready'],
    ['谁来救救我的多肉', 'quiet', 'a plant'],
    ['救救我的孩子', 'urgent', 'a child'],
    ['奶奶拉着医生说她不想死', 'quiet', 'who wants to live'],
    ['怎么跟甲方解释才不会被骂死', 'quiet', 'how not to be scolded'],
    ['手头的活都跟接班的交代清楚了', 'quiet', 'work that is handed over'],
    ['老桥那边栏杆矮，一翻就过去', 'urgent', 'a railing that is low'],
    ['登记器官捐献的人越来越多', 'quiet', 'a thing of public life'],
    ['药我攒够了', 'urgent', 'enough of it, whatever comes first'],
    ['药攒够了一个疗程', 'quiet', 'as it is prescribed'],
    ['我走了器官都捐给需要的人', 'urgent', 'a last will'],
  ])('“%s” → %s: %s', (text, wanted) => {
    expect(heard(text)).toBe(wanted)
  })
})
