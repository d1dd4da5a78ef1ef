/** Somebody of the roster. `id` is random and is what the road, logs and audit use; `userid` is the roster's. */
export interface Person {
  readonly id: string
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly unitType: string | null
  readonly staffType: string | null
  readonly post: string | null
  readonly rank: string | null
  readonly sort: number
  /** A userid. */
  readonly supervisor: string | null
  /** Start of 工作年限, `YYYY-MM-DD`. */
  readonly workStart: string | null
  readonly birthDate: string | null
  readonly sex: string | null
  readonly mobile: string | null
  /** As imported, with `staff` always, and `supervisor` where somebody reports to them. */
  readonly roles: readonly string[]
}

/** Roles of the roster's `roles` column; `staff` and `supervisor` are worked out. */
export const ROLES = [
  'staff',
  'supervisor',
  'handler',
  'duty',
  'discipline',
  'hr',
  'health_contact',
  'fund',
  'custodian',
  'security',
  'auditor',
  'admin',
] as const

export type Role = (typeof ROLES)[number]

/** How people are named: 姓+职务 (王主任), by name where no post is known. Double surnames keep both characters. */
export function titleOf(person: Pick<Person, 'name' | 'post'>): string {
  if (!person.post) return person.name
  return surnameOf(person.name) + person.post
}

/** 欧阳 of 欧阳明, 王 of 王建国. */
export function surnameOf(name: string): string {
  return DOUBLE_SURNAMES.includes(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1)
}

const DOUBLE_SURNAMES = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '夏侯',
  '长孙',
  '宇文',
  '端木',
  '南宫',
]
