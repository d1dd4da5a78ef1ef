import { COMMON_SURNAMES, WORDLIKE_SURNAMES } from '../surnames.ts'

/**
 * Words that are one thing to somebody who wants something, so that a sentence with 公休 teaches what a sentence
 * with 年假 means. The order counts: the place of a row is what the model knows it by.
 */
const ROWS: readonly string[] = [
  // Leave, work, and what is asked about them
  '年假 年休假 年休 公休 公休假 病假 事假 婚假 产假 丧假 陪产假 育儿假 探亲假 护理假 哺乳假 假期 带薪 假条 休假 假 leave vacation holiday',
  '补休 调休 倒休 换休 轮休 存休',
  '请个 请半 请一 陪考 陪读 看孩子 带娃 带孩子 接孩子 送孩子 体假 歇假 顶班 请 告假 歇 休 休息 不来 来不了 过不来 去不了 上不了班 不上班 起不来 不去单位 不在单位 晚到 晚来 早退 先走 早走 提前走 陪床 陪护 照顾 在家',
  'overtime 加了班 值夜 值夜班 抢险 值班值守 开夜车 赶材料 赶稿 干到 忙到 写到 开到 搞到 弄到 加班 值守 值班 熬夜 通宵 加了',
  '昨天 昨晚 昨夜 前天 前晚 上周 上个 上礼拜 上星期 补登 补记 补报',
  'today tomorrow monday tuesday wednesday thursday friday 今天 明天 后天 明早 今晚 明晚 下周 周一 周二 周三 周四 周五 周六 周日 上午 下午 月底 月初 号',
  'how balance remaining 几天 多少 几个 几份 剩 余额 结余 剩余 够不够 攒 额度',
  '批了么 批了吗 批没 签没签 签了没 批下 过没过 过审 走到 卡在 卡哪 在哪一步 哪一步 审完 审核结果 没批 还没批 批了没 批没批 审到 进度 状态 通过没 结果 到哪 下文 动静 到谁 怎么样了 批复 有没有批 批下来',
  'withdraw revoke 反悔 不想要了 重填 改主意 不休了 不请了 撤 收回 取消 作废 拿回 不要了 不作数 退回来',
  '同意 驳回 准了 准假 批准 不批 确认 审批 审核 待办 待批 签字 签批 等我 要我 批掉 批一下',
  '代报 替我 代我 替他 帮他 代申请 代为 别人',
  '递交 递的 交的 提的 报的 申请 单子 提交 交上去 登记 流程 上报 申报',
  '查 查询 看看 看下 看一下 瞧 看',
  // People and what happens to them
  '爸 妈 父 母 老婆 媳妇 爱人 丈夫 老公 孩子 小孩 娃 儿子 女儿 爷爷 奶奶 外公 外婆 岳父 岳母 公婆 老人 家人 家里 侄 姐夫 表弟 亲戚 双胞胎',
  'sick fever ill doctor hospital 水痘 流感 肺炎 胃 结石 扭伤 扭了 眼睛 嗓子 咽 拉稀 呕吐 吐了 痔疮 皮疹 眩晕 头晕 晕 血压 血糖 感染 炎 痛风 颈椎 腰椎 B超 化验 输液 吊水 拔牙 手麻 阳了 病了 生病 感冒 发烧 高烧 牙 打针 疫苗 复诊 看病 医院 肚子 腰 头疼 不舒服 咳 过敏 发炎 崴 骨折 摔 挂号 抽血 理疗',
  '支架 搭桥 移植 ICU icu 抢救 晚期 瘫痪 植物人 精神病 癌 肿瘤 白血病 透析 尿毒症 瘫 中风 重症 车祸 手术 化疗 住院 早产 保温箱 脑溢血 心梗 大病 重病 确诊 病危 残疾',
  '火灾 着火 失火 台风 洪水 水灾 地震 淹 塌 遭灾 受灾',
  '去世 过世 走了 没了 奔丧 丧事 后事',
  '供不起 交不起 付不起 拿不出 凑不齐 负担不起 学费 积蓄 房贷 药费 医药费 自费 贷款 补贴 资助 接济 一贫如洗 拮据 日子难 难以为继 垫了 钱 费用 费 花光 负担 欠 债 补助 救助 帮扶 慰问 救济 吃不消 开销 经济 收入 下岗 失业 困难 揭不开锅',
  '冷战 离婚 心灰意冷 抬不起头 丢人 没面子 没脸 灰心 挫败 自责 后悔 心凉 委曲 无助 无望 害怕 担心 恐慌 紧张 没心思 没精神 提不起 不顺 不如意 心结 疙瘩 包袱 煎熬 透不过气 喘不过气 心声 心事 诉苦 苦水 辛酸 寒心 心寒 失落 低落 绝望 沮丧 没劲 没意思 没动力 倦怠 尊重 认可 重用 看不起 排挤 欺负 冷落 误会 误解 吵了 吵架 闹矛盾 处不来 撑不 扛不 熬不 难熬 心里 心头 委屈 难受 憋 压力 烦 累 崩溃 崩 郁闷 失眠 睡不着 情绪 心情 苦 孤独 迷茫 压抑 焦虑 受气 受了气 针对我 想不通 不平衡 不公平 闷 别扭 内疚 愧疚 没奔头',
  '聊 说说 谈 倾诉 唠 倾吐 讲讲 吐露 讲给 没地方说 没处说 交心 谈心',
  '领导 组织 书记 局长 主任 上级 科长 处长',
  '信件 回帖 复信 回信 来信 信 答复 回复 回音 反馈 回应 回我',
  '叫人 换人 管事 做主 负责人 人工 真人 人事 客服 管理员 工作人员 找人 专人 来人 转人 销假',
  '救命 救我 快来 撑不住 危险 帮帮我 求救 紧急 马上来',
  '数据 聊天记录 草稿 个人信息 资料 保存 存了 删 清空 清除 记录',
  '催 加急 快点 尽快 急 优先 提速',
  '体检 检查',
  '小时 钟头 分钟 点到 个半小时',
  // How somebody speaks to the bot, and of whom
  '白痴 脑残 混蛋 滚 火大 垃圾 破 笨 蠢 烂 废物 傻 难用 气死 玩意 智障 无语',
  '机器人 机器 程序 ai 真人 电脑 智能',
  '谁 哪些人 哪位 同事 大家 我们科 部门 科里 所有人 全单位 隔壁',
  '是什么 怎么 怎样 如何 哪里 在哪 什么时候 几点 为什么 咋',
  '直接 权限 跳过 绕 自动 忽略 代领导 帮领导 替领导 改成 加几天 后门 命令 假装 扮演',
  '谢 感谢 辛苦 劳驾',
  '等 稍 想想 考虑 商量 慢',
  '能做 会做 能干 干什么用 功能 菜单 服务 能办 业务 事项',
  // What is nobody's business here
  '打印机 传真 复印 扫描 表格 群里 文档 模板 邮件 车辆 施工 装修 停电 停水 航班 高铁 火车 党课 党费 学习 调研 检查组 视频 照片 照相 PPT 会议室 空调 灯 门禁 宿舍 笔 纸 会议 文件 报销 食堂 车 网 钥匙 通知 公章 合同 培训 考试 天气 快递 公积金 社保 工资 稿 材料 报表',
  '下班 拜拜 再见 困 饿 好冷 好热 早饭 午饭 晚饭 奶茶 咖啡 跑步 羽毛球 篮球 爬山 旅游景点 新闻 明星 歌 游戏 吃 喝 玩 看书 电影 球 股票 房价 手机 路上 下雨 下雪 降温',
  '我的 本人 自己 咱 俺',
]

/** What a concept is called where it is no word of a row: somebody by surname and title, 小李, 王主任. */
const PERSON = ROWS.length + 1

const WORDS: ReadonlyMap<string, readonly (readonly [word: string, concept: number])[]> = index()

const SURNAME = `[${COMMON_SURNAMES}${WORDLIKE_SURNAMES}严孔陶向柳施华方任袁曲申甘葛]`
const TITLE =
  '处长|处(?!理)|科长|科(?![技员室普])|局长|局(?![面里部])|主任|书记|部长|镇长|所长|院长|队长|站长|主席|姐|哥|工(?![作资会程])|老师'
const SOMEBODY = new RegExp(`[小老阿]${SURNAME}(?![时件来是年])|${SURNAME}(?:${TITLE})|张三|李四|王五`, 'uy')

/** The concepts of a text in order, each but once in a row, written into `into`; returns how many. */
export function concepts(plain: string, into: Uint8Array): number {
  let count = 0
  for (let at = 0; at < plain.length && count < into.length; ) {
    const found = conceptAt(plain, at)
    if (found !== null && into[count - 1] !== found.concept) into[count++] = found.concept
    at = found?.end ?? at + 1
  }
  return count
}

function conceptAt(text: string, at: number): { concept: number; end: number } | null {
  SOMEBODY.lastIndex = at
  const somebody = SOMEBODY.exec(text)
  if (somebody) return { concept: PERSON, end: at + somebody[0].length }
  const found = WORDS.get(text[at] ?? '')?.find(([word]) => text.startsWith(word, at))
  return found === undefined ? null : { concept: found[1], end: at + found[0].length }
}

/** Words by first character, the longest first; concepts count from 1. */
function index(): Map<string, [string, number][]> {
  const map = new Map<string, [string, number][]>()
  ROWS.forEach((words, row) => {
    for (const word of words.split(' ')) {
      const key = word[0] ?? ''
      map.set(key, [...(map.get(key) ?? []), [word, row + 1]])
    }
  })
  for (const list of map.values()) list.sort((a, b) => b[0].length - a[0].length)
  return map
}
