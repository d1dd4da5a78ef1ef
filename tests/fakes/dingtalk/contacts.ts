import { type Answer, oapi, oapiError } from './answers.ts'
import { text } from './json.ts'
import type { Person } from './people.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

/** The address book of oapi.dingtalk.com. */
export function contactRoutes(world: World): Route[] {
  const { people } = world
  const route = (api: Route['api'], path: string, answer: (call: Call) => Answer): Route => ({
    api,
    method: 'POST',
    path,
    road: 'oapi',
    answer,
  })
  const inDept = (id: unknown) =>
    people.list().filter(one => !one.outside && one.deptIds.includes(Number(id)))
  const found = (person: Person | undefined, make: (person: Person) => object) =>
    person === undefined || person.outside ? oapiError(60121, '找不到该用户') : oapi({ result: make(person) })
  const below = (parent: unknown) => people.departments.filter(one => one.parent_id === Number(parent ?? 1))
  const known = (id: unknown) => people.departments.some(one => one.dept_id === Number(id ?? 1))

  return [
    route('userGet', '/topapi/v2/user/get', ({ json }) => {
      const userid = text(json['userid']) ?? ''
      return userid === '' ? oapiError(33012, '无效的USERID') : found(people.get(userid), detail)
    }),
    route('userByUnionid', '/topapi/user/getbyunionid', ({ json }) =>
      found(
        people.find(one => one.unionid === json['unionid']),
        one => ({ contact_type: 0, userid: one.userid }),
      ),
    ),
    route('userByMobile', '/topapi/v2/user/getbymobile', ({ json }) =>
      found(
        people.find(one => one.mobile !== '' && one.mobile === json['mobile']),
        one => ({ userid: one.userid }),
      ),
    ),
    route('deptList', '/topapi/v2/department/listsub', ({ json }) => {
      if (!known(json['dept_id'])) return oapiError(60003, '部门不存在')
      const extra = { auto_add_user: true, create_dept_group: true }
      return oapi({ result: below(json['dept_id']).map(one => ({ ...one, ...extra })) })
    }),
    route('deptIds', '/topapi/v2/department/listsubid', ({ json }) => {
      if (!known(json['dept_id'])) return oapiError(60003, '部门不存在')
      return oapi({ result: { dept_id_list: below(json['dept_id']).map(one => one.dept_id) } })
    }),
    route('deptUserIds', '/topapi/user/listid', ({ json }) => {
      if (!known(json['dept_id'])) return oapiError(60003, '部门不存在')
      return oapi({ result: { userid_list: inDept(json['dept_id']).map(one => one.userid) } })
    }),
    route('deptUsers', '/topapi/v2/user/list', ({ json }) => {
      if (!known(json['dept_id'])) return oapiError(60003, '部门不存在')
      const cursor = Number(json['cursor'] ?? 0)
      const size = Number(json['size'] ?? 0)
      if (!(size >= 1 && size <= 100) || !(cursor >= 0)) return oapiError(33001, '无效的分页参数')
      const all = inDept(json['dept_id'])
      const next = cursor + size
      return oapi({
        result: {
          has_more: next < all.length,
          ...(next < all.length && { next_cursor: next }),
          list: all.slice(cursor, next).map(detail),
        },
      })
    }),
  ]
}

function detail(person: Person): object {
  return {
    userid: person.userid,
    unionid: person.unionid,
    name: person.name,
    avatar: '',
    ...(person.mobile !== '' && { mobile: person.mobile, state_code: '86' }),
    title: person.title,
    job_number: '',
    dept_id_list: person.deptIds,
    leader_in_dept: person.deptIds.map(dept_id => ({ dept_id, leader: false })),
    ...(person.manager !== '' && { manager_userid: person.manager }),
    role_list: [],
    admin: person.admin,
    boss: false,
    active: person.active,
    extension: '{}',
  }
}
