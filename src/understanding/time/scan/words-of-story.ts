// Families of words by which a clause wants something or only tells. Each is looked for in one clause by itself.

/** What somebody says who wants something; 请 and its like need something to ask for. */
export const WISH =
  /想(?!起|到|了想|不)|打算|准备(?!了|好|工作|材料)|计划(?!生育)|申请(?!的|过|了)|希望|需要请|能不能|能否|可否|是否可以|可以吗|行吗|行不|好吗|可不可以|请(?:假|个|半|[一两三四五六七八九十\d年病事婚产陪丧探公护育]|这|那|到|今|明|后|周|下)|先请|改(?:成|到|为|在|期|下|一下|周|下周)|还是改|续(?:到|假|请)|报(?:个|一下|加班|上)|登记|补(?:休(?!假?一直)|报|卡|签|个|一下|半|检)|换(?:到|成|一下|个)|调(?:到|休(?!假?一直)|成)|挪(?:到|至)|顺延|得(?:请|走|休|加班)|(?:[号日天]|周[一二三四五六日])(?:就|再|都|想)?[休歇请](?=$|掉|完|了?吧|行|可)|走可以|我.{0,8}去(?:接|送|办|换|看|取|陪|一趟)|再(?:休|请)|我.{0,14}(?:休|请假)(?=$|吧|行|可)|晚到|早走|先走|陪护|用[在到]|用掉?[一二两三半\d]个?半?天|安排[在到]|算加班|按加班|记加班|开始(?:休|请|歇)|休(?:到|[一二两三四五六七八九十\d])/u

/** What others let the speaker have is his wish as well: 领导同意我周三休息. */
export const GRANTED = /(?:同意|批准|允许|让|准)我(?:在|于)?(?=[今明后下这本周\d]).{0,10}(?:休|歇|请|补)/u

/** Things gone by, or only planned once, that no longer are the matter. */
export const GONE =
  /刚(?!好|要)|已经|当时|当初|本来|原来|原本|原先|原定|说好|说过|早就|一直没|没(?:休|请|补|报|歇|用|登记)|批了|批的|用了(?=[一二两三半\d])|[请休]了(?=[\d一二两三四五六七八九十半])|提交的|请过|休过|攒|剩|跟您|汇报过|上次|以前|每(?:周|月|年|天|[一二三]个?(?:周|月))(?![\d一二两三四五六七八九十半]+个?(?:小时|钟头|天))/u

/** What was wished once: 原来说请到周四. */
export const ONCE = /^(?:我|是)?(?:原来|原本|本来|原先|原定|之前|以前|说好|说是|当初)(?!.*改)/u

/** What others say, whatever is wished for in it: 政策说可以休两天. What was asked for already: 申请还没批, 补休过. */
export const SAID =
  /(?:政策|规定|文件|人事|医生|大夫|领导|老师|物业|师傅|他|她).{0,6}(?:说|要求|通知|规定)|就说|拖到|还?没批|提交的|没登记|已经请|(?:请|休|补休)过/u

/** The day on which something is handed in or written down is not the day it is about. */
export const REPORTED = /(?:今[天日儿]|现在|明天)[来再才想能去]*(?:补(?!休)|登记)/u

/** Days gone by, and nothing wished for them. */
export const PAST =
  /^(?:我|从)?(?:昨|前天|前晚|上个?(?:周|月|星期|礼拜)|去年|前几天|前年|今早|今晨)(?!.*(?:加班|加了))/u

/** Somebody else is the one who does it. Kin, superiors, places. */
export const OTHERS =
  /^(?:但是?|不过|可是|而且|因为|由于|正好|刚好|听说|最近|现在)?(?:我们?|俺|咱们?|家里)?的?(?:妈妈?|爸爸?|父亲|母亲|爹|娘|父母|老?人|老父亲|老母亲|爱人|老婆|妻子|媳妇|太太|丈夫|老公|对象|未婚妻|孩子|娃|小孩|女儿|儿子|闺女|大宝|二宝|老大|老二|双胞胎|婆婆|公公|岳父|岳母|丈母娘|老丈人|外婆|外公|奶奶|爷爷|姥姥|姥爷|哥哥?|弟弟?|姐姐?|妹妹?|(?:科里|室里|办公室)?(?:小(?!长假|时|范围)|老(?!家|宅|房))\p{Script=Han}|舅舅|姑姑|叔叔|表[哥弟姐妹]|亲戚|同学|战友|朋友|他们?|她们?|人家|别人|同事|搭档|领导|书记|局长|处长|主任|科长|部长|医生|大夫|医院|学校|幼儿园|老师|单位|局里|市里|省里|区里|县里|镇里|村里|街道|社区|组织部|上级|上面|部里|项目|会议|材料|督查组|检查组|巡察组|审计组|物业|中介|师傅|驾校|房子|老家)/u

/** What the clause does to somebody else's time even where the subject is not named: 约了, 通知, 截止. */
export const SET_BY_OTHERS =
  /约[了的好在]|定[在于]|医生|大夫|医嘱|通知|要求|规定|到期|作废|清零|截止|之?前(?:要|得|必须|完成|报|交|签)|手术|住院|出院|复查|考试|开学|结婚|办酒|预产期|生日|出差|开会|检查|验收|完成/u

/** A day that comes by itself, whoever tells it: 我怀孕了，预产期1月20. */
export const COMES = /预产期/u

/** The speaker as the one who does it. */
export const SPEAKER = /我(?!们?(?:妈|爸|父|母|爱人|老婆|妻|媳|老公|丈夫|孩子|女儿|儿子|家|单位|局|科))/u
