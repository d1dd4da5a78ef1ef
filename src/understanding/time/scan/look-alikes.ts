import { follows, precedes } from './guard.ts'

/**
 * What makes a look-alike: words to the right or left that turn a date, an hour or a length into the name of a
 * street, a brand, a document, a score. Families of words, never sentences.
 */

// === Days

/**
 * What may follow a day in a sentence: its end, a word of leave or travel, a particle, another time. A noun that
 * begins otherwise (2号食堂, 国庆小区) leaves the day in doubt.
 */
export const timeMayEnd = follows(`
  $ [^\\p{Script=Han}] 周 星期 礼拜 起(?![不床夜来晚])
  [请休假加班值出去来回到至从开结前后以之里内上下早中晚凌傍夜半全整]
  [我他她你您咱本的那这要想需得能可会有没未不无就也都还再才只先和与跟及或是为因由在于当左右止截]
  [吧呢吗啊呀哦嘛哈行成办交报找帮被让参外公事病年产婚丧陪带接送看做住乘坐飞调补轮串销续]
  [一二两三四五六七八九十家党团约赶打抽拔拆搬聚父母爸妈老]
  防汛 防台 抗台 抗洪 抢险 救灾 巡查 维稳
  体检 复查 检查 手术 住院 孩子 小孩 婚礼 结婚 考试 培训 学习 答辩 面试 例会`)

/** 12号楼, 1号线, 12号文件: a numbered thing. */
export const numberedThingFollows = follows(`
  楼 会议室 院(?![里党办]) 线(?![上下]) 门(?!诊) 厅 馆 室 房 病房 病床 病区 桌 床 机(?![票场]) 车(?!票|辆) 库 岗 令 函 展 队 章 印
  文(?![艺化明]) 通知 公告 公报 决定 意见 规定 提案 议案 建议 案 卷 样 题 项目 标 标段 课题 答案 选项
  选手 球 台 窗口 窗 柜 位 码 店 铺 摊位 地块 井 炉 坑 桥 站 公馆 工地 工程 厂 车间 矿 泵 舱 段 箱 袋 信箱 仓 卫星 飞船
  高速 公路 国道 公交 地铁 航班 航站楼 列车 卡口 路口 出口 入口 通道 检票 闸机 收费站 服务区 检查站 电梯 梯 棚 单元
  煤 油 汽油 柴油 电池 胶 钢 槽 字 染色体 首长 人物 种子 技师 员工 疫苗 病例 患者 切口 护士 诊室 校区 宿舍 公寓 教室 方阵`)

/** 文三路12号, 第12号, 工号12号, 十年如一日: an address, a serial number, a saying. */
export const serialBefore = precedes(`
  第 排 路 街 巷 弄 大道 胡同 屯 苑 坊 庄 幢 栋 座 室 组 房 # No. № 字 件 证 编 编号 工号 尾号 单号 文号 案号 卡号 民初 刑初 行初 如`)

/** 国发〔2024〕12号, 2026-12号: the number of a document behind its year. */
export function documentYearBefore(text: string, at: number): boolean {
  return /(?:19|20)\d{2}[)\]〕】-]$/u.test(text.slice(Math.max(0, at - 6), at))
}

/** 工号是20261103: eight figures that somebody calls a number or a code. */
export function codeBefore(text: string, at: number): boolean {
  return /(?:号码?|编码|代码|账户|密码)(?:是|为|:)?$/u.test(text.slice(Math.max(0, at - 4), at))
}

/** 12.3万, 3.5分, 8.5折: the unit that makes a decimal a decimal. */
export const decimalUnitFollows = follows(`
  [\\d.%/:‰°℃a-zA-Z] [分元块角万千百亿倍米克斤吨里度个人名次级版条款折寸升瓦伏码周天岁毫厘公平立安赫兆成点]
  小时 工作日 年(?![假休]) 号线`)

/** 版本3.2, 视力4.8, 血糖5.6: measures that look like a date. */
export const measureBefore = precedes(`
  版本 版 第 视力 左眼 右眼 散光 近视 空腹 餐前 餐后 高压 低压 肌酐 转氨酶 血糖 血脂 血压 血钾 尿酸 胆固醇 体温 均分 评分 得分 比分 分 考了 绩点 汇率 指数 系数 率 值 范围 参考
  增长 下降 约 比 震级 里氏 章 节 图 表 附件 条 项 进度`)

/** 周末愉快. */
export const wishFollows = follows('愉快 快乐')

/** 星期天酒店, 周日超市. */
export const venueFollows = follows(`
  酒店 宾馆 民宿 客栈 超市 咖啡 餐厅 酒吧 夜店 夜市 影院 书店 便利店 画报 福(?!利)`)

// === Festivals

/** 元旦快乐, 中秋月饼, 清明上河图: the festival's name on something that is no time. */
export const festivalThingFollows = follows(`
  快乐 安康 愉快 吉祥 幸福 祝福 贺卡 贺词 献礼 慰问 福利 礼 红包 补贴 补助 费 金(?!秋) 晚会 晚宴 联欢 阅兵 花灯 七天乐
  月饼 粽子 汤圆 文化 习俗 传统 诗 档 电影 上河图 的政治 的来历 的由来
  路 街 村 镇 门 阁 小学 中学 大道 广场 公园 新区 酒店 宾馆 商场`)

/** 神志清明, 吃元宵. */
export const festivalThingBefore = precedes('神志 神智 眼神 政治 吃 煮 包 买')

/** What may follow 五一, 十一, 三八 … when the festival is meant, not the figures. */
export const festivalWordFollows = follows(`
  $ [,。.!?;)] 劳动节 国庆 节 前 后 [之以][前后] 期间 假 放假 小长假 长假 黄金周 值班 当天 当日 那 第[一二三四五六七\\d]
  请 休 调休 加班 陪 没 也 都 带(?!薪) 接 送 放 在家 值守 回 去 出游 出去 出差 想 要 我 上午 下午 晚上 和 与 的假 的时候 (?:到|至|[-~、])(?![\\d一二三四五六七八九十])`)

// === Hours

/** 三点建议, 两点不同: points that somebody makes. */
export const pointsFollow = follows(`
  建议 意见 要求 请求 希望 想法 看法 认识 说明 注意 体会 感想 感受 心得 收获 理由 原因 问题 疑问 思路 措施 做法 共识 方面 考虑
  补充 事项 内容 诉求 反思 承诺 启示 经验 档 阵 不足 困难 好处 区别 变化 特点 优势 亮点 成效 不同 式 火 儿 水 论 一线`)

/** 说两点, 有三点: the count of what is said. */
export const pointsBefore = precedes('有 说 提 讲 谈 补充 下 第 这 那 几 另 强调 做到 汇报 反映')

/** 一点也, 一点事: a little. */
export const littleFollows = follows('都 也 不 没 时间 事 小 东西 点 心 钱 力 就 忙 水 药 头 酒')

/** 早一点, 差一点. */
export const littleBefore = precedes('早 晚 快 慢 多 少 好 大 小 差 高 低 近 远 有 这么 点')

/** 比例3:10, 按1:20配: a ratio. */
export function ratioBefore(text: string, at: number): boolean {
  return /(?:比例|比分|配比|浓度|比|按|以)[是为约:]?$/u.test(text.slice(Math.max(0, at - 3), at))
}

/** 21:15险胜. */
export const scoreFollows = follows(
  '赢 获胜 胜 负 输 战胜 险胜 大胜 击败 逆转 领先 落后 配 稀释 兑 的比 的成绩',
)

// === Lengths

/** 三天两头, 一年级, 五年规划, 24小时热线, 15分钟生活圈: fixed phrases with a length in them. */
export const lengthIdiomFollows = follows(`
  两头 打鱼 晒网 到晚 到头 一天 一度 四季 天(?!气) 乐 无理由 连锁 酒店 有效 封顶 热度 如一 树木 大计
  级 规划 行动 计划 制 学制 生(?![病日]) 度(?!假) 岁 年(?![假休]) 期(?=$|国债|存款|贷款) 讲话 子 板 谈 亮
  围(?![绕观]) 边 转 刊 报 热线 值班电话 营业 便利 服务 开放 在线 客服 待命 自助 咨询 核酸 工作制 之外 以外 外(?![出地])
  经济 [\\u4e00-\\u9fa5]{0,5}圈`)

/** 第三天 is an ordinal, 任期五年 a rule, 怀孕28周 a state: none is a length that somebody asks for. */
export const lengthIdiomBefore = precedes(`
  * × 第 孕 怀孕 学制 任期 聘期 服务期 试用期 有效期 保质期 租期 合同 合同期 期限 刑期 工龄 党龄 教龄 军龄 保修 质保`)

/** 等了两个小时, 走了20分钟: time gone by that nobody asks for; but 干了三小时 may be overtime. */
export function pastimeBefore(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at)
  return /[等走坐站睡排聊哭堵跑躺吵疼烧住][了过]$/u.test(before) && !/[前早先]走了$/u.test(before)
}

/** 有一天我想: a story. */
export function storyBefore(text: string, at: number): boolean {
  return /^[有某那哪]一[天年日]/u.test(text.slice(Math.max(0, at - 1), at + 2))
}

/** 半天没人, 半天了: a long while. */
export const longWhileFollows = follows('没 不(?![行可够]) 都 才 也 还没 无人 听 看不 了 联系不 打不')

/** 等了半天, 老半天; but 请了半天 is half a day of leave. */
export function longWhileBefore(text: string, at: number): boolean {
  return /(?:[^请休加值歇补调]了|等|老|好|大|忙|找|想|说|折腾|磨蹭)$/u.test(
    text.slice(Math.max(0, at - 2), at),
  )
}
