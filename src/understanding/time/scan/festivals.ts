/** How the date of a festival is found. */
export type FestivalRule =
  | { by: 'solar'; month: number; day: number }
  | { by: 'lunar'; month: number; day: number }
  /** 除夕: the day before 正月初一, be it 二十九 or 三十. */
  | { by: 'eve' }
  | { by: 'term'; term: string }
  /** The nth weekday of a month: 母亲节. */
  | { by: 'weekday'; month: number; nth: number; weekday: number }
  /** 节前, 假期后: whichever holiday comes next. */
  | { by: 'nearest' }

export interface Festival {
  rule: FestivalRule
  /** Name of its holiday in the calendar, null where nobody is off. */
  holiday: string | null
}

const solar = (month: number, day: number, holiday: string | null = null): Festival => ({
  rule: { by: 'solar', month, day },
  holiday,
})
const lunar = (month: number, day: number, holiday: string | null = null): Festival => ({
  rule: { by: 'lunar', month, day },
  holiday,
})
const term = (name: string, holiday: string | null = null): Festival => ({
  rule: { by: 'term', term: name },
  holiday,
})

export const SPRING_FESTIVAL = lunar(1, 1, '春节')
export const NEW_YEARS_EVE: Festival = { rule: { by: 'eve' }, holiday: null }
export const NEAREST_HOLIDAY: Festival = { rule: { by: 'nearest' }, holiday: null }

/** Every name, separated by spaces, and the festival it stands for. */
export const FESTIVALS: readonly (readonly [names: string, festival: Festival])[] = [
  ['元旦 元旦节', solar(1, 1, '元旦')],
  ['春节 过年 农历新年 新春佳节', SPRING_FESTIVAL],
  ['除夕 除夕夜 大年夜 大年三十 年三十 腊月三十', NEW_YEARS_EVE],
  ['清明 清明节', term('清明', '清明')],
  ['劳动节 五一劳动节 五一节 国际劳动节', solar(5, 1, '劳动节')],
  ['端午 端午节 端阳节', lunar(5, 5, '端午')],
  ['中秋 中秋节', lunar(8, 15, '中秋')],
  ['国庆 国庆节 十一国庆 十一国庆节', solar(10, 1, '国庆')],
  ['元宵节', lunar(1, 15)],
  ['龙抬头', lunar(2, 2)],
  ['七夕 七夕节', lunar(7, 7)],
  ['中元节 七月半', lunar(7, 15)],
  ['重阳 重阳节', lunar(9, 9)],
  ['腊八 腊八节', lunar(12, 8)],
  ['小年', lunar(12, 23)],
  ['情人节', solar(2, 14)],
  ['妇女节 三八节 三八妇女节 国际妇女节', solar(3, 8)],
  ['植树节', solar(3, 12)],
  ['愚人节', solar(4, 1)],
  ['青年节 五四青年节 五四节', solar(5, 4)],
  ['护士节', solar(5, 12)],
  ['儿童节 六一儿童节 六一节', solar(6, 1)],
  ['建党节 七一建党节', solar(7, 1)],
  ['建军节 八一建军节', solar(8, 1)],
  ['教师节', solar(9, 10)],
  ['烈士纪念日', solar(9, 30)],
  ['记者节', solar(11, 8)],
  ['双十一', solar(11, 11)],
  ['宪法日 国家宪法日', solar(12, 4)],
  ['双十二', solar(12, 12)],
  ['公祭日 国家公祭日', solar(12, 13)],
  ['跨年夜 跨年那天 跨年当天 跨年当晚', solar(12, 31)],
  ['平安夜', solar(12, 24)],
  ['圣诞节 圣诞', solar(12, 25)],
  ['母亲节', { rule: { by: 'weekday', month: 5, nth: 2, weekday: 7 }, holiday: null }],
  ['父亲节', { rule: { by: 'weekday', month: 6, nth: 3, weekday: 7 }, holiday: null }],
  ['冬至 冬至节', term('冬至')],
  ['夏至', term('夏至')],
  ['立春', term('立春')],
  ['立夏', term('立夏')],
  ['立秋', term('立秋')],
  ['立冬', term('立冬')],
  ['春分', term('春分')],
  ['秋分', term('秋分')],
  ['惊蛰', term('惊蛰')],
  ['谷雨', term('谷雨')],
  ['芒种', term('芒种')],
  ['小暑', term('小暑')],
  ['大暑', term('大暑')],
  ['处暑', term('处暑')],
  ['寒露', term('寒露')],
  ['霜降', term('霜降')],
  ['小寒', term('小寒')],
  ['大寒', term('大寒')],
  ['白露', term('白露')],
  ...['小雪', '大雪', '雨水', '小满'].map(
    name => [`${name}那天 ${name}当天 ${name}节气 ${name}时节`, term(name)] as const, // alone they are weather
  ),
]

/** Festivals whose bare name is also figures or food: such only before words that go with a time. */
export const FIGURE_FESTIVALS: readonly (readonly [names: string, festival: Festival])[] = [
  ['元宵', lunar(1, 15)],
  ['五一', solar(5, 1, '劳动节')],
  ['十一', solar(10, 1, '国庆')],
  ['三八', solar(3, 8)],
  ['五四', solar(5, 4)],
  ['六一', solar(6, 1)],
  ['七一', solar(7, 1)],
  ['八一', solar(8, 1)],
  ['520', solar(5, 20)],
]
