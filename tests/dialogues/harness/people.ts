import type { Me, Named } from '../../../src/dialogue/world.ts'

/** Who talks in the transcripts unless a file says otherwise. */
export const ME: Me = {
  userid: 'u-chenyu',
  name: '陈雨',
  unit: '区政府办',
  unit_type: '机关',
  staff_type: '公务员',
  post: '科员',
  sex: '女',
  has_supervisor: true,
  roles: ['staff'],
}

/** The roster that texts may name. */
const ROSTER: readonly Named[] = [
  { userid: 'u-chenyu', name: '陈雨', label: '陈雨 区政府办 科员' },
  { userid: 'u-liuyang', name: '刘洋', label: '刘洋 区政府办 副科长' },
  { userid: 'u-zhangwei1', name: '张伟', label: '张伟 城关街道 主任' },
  { userid: 'u-zhangwei2', name: '张伟', label: '张伟 区财政局 科员' },
  { userid: 'u-tangli', name: '唐丽', label: '唐丽 区政府办 科员' },
  { userid: 'u-shenqiang', name: '沈强', label: '沈强 区政府办 科员' },
]

export function peopleIn(plain: string): Named[] {
  return ROSTER.filter(person => plain.includes(person.name))
}
