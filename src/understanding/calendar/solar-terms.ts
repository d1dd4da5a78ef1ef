import chineseDays from 'chinese-days'

/** The 24 solar terms in order of the year, two a month, under the names that chinese-days gives them. */
const TERMS = [
  ['小寒', 'lesser_cold'],
  ['大寒', 'greater_cold'],
  ['立春', 'the_beginning_of_spring'],
  ['雨水', 'rain_water'],
  ['惊蛰', 'the_waking_of_insects'],
  ['春分', 'the_spring_equinox'],
  ['清明', 'pure_brightness'],
  ['谷雨', 'grain_rain'],
  ['立夏', 'the_beginning_of_summer'],
  ['小满', 'lesser_fullness_of_grain'],
  ['芒种', 'grain_in_beard'],
  ['夏至', 'the_summer_solstice'],
  ['小暑', 'lesser_heat'],
  ['大暑', 'greater_heat'],
  ['立秋', 'the_beginning_of_autumn'],
  ['处暑', 'the_end_of_heat'],
  ['白露', 'white_dew'],
  ['秋分', 'the_autumn_equinox'],
  ['寒露', 'code_dew'],
  ['霜降', 'frost_descent'],
  ['立冬', 'the_beginning_of_winter'],
  ['小雪', 'lesser_snow'],
  ['大雪', 'greater_snow'],
  ['冬至', 'the_winter_solstice'],
] as const

/** The date (`YYYY-MM-DD`) of a solar term by its Chinese name, or null for an unknown name. */
export function solarTermDate(name: string, year: number): string | null {
  const index = TERMS.findIndex(([chinese]) => chinese === name)
  const term = TERMS[index]
  return term ? chineseDays.getSolarTermDate(year, Math.floor(index / 2) + 1, term[1]) : null
}
