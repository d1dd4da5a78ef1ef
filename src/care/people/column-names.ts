/**
 * The column of a table that a heading names: its own name, or what an office calls it, whatever stands in brackets
 * behind. A heading that nobody knows comes back as it is.
 */
export function columnNamed(heading: string): string {
  const plain = heading.trim().toLowerCase()
  const bare = plain.replace(/[（(][^）)]*[）)]|[\s*＊]/gu, '')
  return Object.entries(COLUMN_NAMES).find(([, names]) => names.includes(bare))?.[0] ?? plain
}

/** Headings as they stand in the files of offices, not words of the bot. */
export const COLUMN_NAMES: Readonly<Record<string, readonly string[]>> = {
  userid: ['工号', '人员编号', '员工编号', '员工工号', '钉钉工号', '员工userid', '钉钉userid'],
  name: ['姓名', '名字'],
  unit: ['单位', '部门', '单位名称', '部门名称'],
  unit_type: ['单位类型', '单位类别', '单位性质'],
  staff_type: ['身份', '人员身份', '人员类别', '人员类型', '编制', '编制类型'],
  post: ['职务', '岗位', '职位'],
  rank: ['职级', '级别'],
  sort: ['排序', '顺序', '排序号'],
  supervisor: ['主管', '主管工号', '上级', '上级工号', '直接上级'],
  work_start: ['参加工作时间', '参加工作日期', '工作时间'],
  birth_date: ['出生日期', '出生年月日', '生日'],
  sex: ['性别'],
  mobile: ['手机', '手机号', '手机号码', '电话', '联系电话'],
  roles: ['角色'],
  left: ['离开日期', '离职日期', '调离日期'],
  year: ['年份', '年度'],
  annual: ['年假', '年假天数', '剩余年假', '年休假'],
  carry: ['结转', '结转年假', '上年结转'],
  comp: ['补休', '补休天数', '剩余补休', '调休'],
  comp_expires: ['补休到期', '补休到期日', '补休到期日期'],
  date: ['日期', '加班日期'],
  hours: ['小时', '小时数', '时长', '加班时长', '加班小时', '加班小时数'],
  clock: ['起止', '起止时间', '时间段'],
  kind: ['类别', '类型', '加班类型'],
  purpose: ['事项', '事项类别'],
  subsidy: ['补贴', '发过补贴'],
  reason: ['依据', '事由', '原因', '加班事由'],
}

/** The columns that hold a date. */
const DATES: ReadonlySet<string> = new Set(['date', 'work_start', 'birth_date', 'left', 'comp_expires'])

/** A cell as its column wants it: “2026/11/5”, “2026.11.05”, “2026年11月5日” are dates as spreadsheets write them. */
export function cellOf(column: string, cell: string): string {
  const [, year, month, day] =
    (DATES.has(column) && /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(cell)) || []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : cell
}
