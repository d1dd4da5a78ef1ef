import { Alert, Button } from 'antd'
import type { ApiError } from '../api/api.ts'

/** Why something did not work, each fault by its place, and a way to try again. */
export function Problem({ error, again }: { error: ApiError | null; again?: () => void }) {
  if (!error) return null
  return (
    <Alert
      className="problem"
      type="error"
      showIcon
      role="alert"
      title={error.message}
      description={
        error.details.length > 0 ? (
          <ul className="problem-list">
            {error.details.map(({ where, message }) => (
              <li key={`${where} ${message}`}>
                {placeWords(where) !== '' && <b>{placeWords(where)}</b>} {message}
              </li>
            ))}
          </ul>
        ) : undefined
      }
      action={again ? <Button onClick={again}>再试一次</Button> : undefined}
    />
  )
}

/** Where a fault is, as people call it; a rule that refuses is named by its words alone. */
export function placeWords(where: string): string {
  return /^[A-Z_]+$/u.test(where) ? '' : (FIELD_WORDS[where] ?? where)
}

/** Fields of the API as the forms call them; rows of a file name themselves. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  userid: '工号',
  name: '姓名',
  unit: '单位',
  passphrase: '口令',
  code: '初始码',
  recipient: '钥匙',
  title: '名称',
  from: '开始日期',
  to: '结束日期',
  place: '地点',
  units: '单位',
  people: '人员',
  value: '内容',
  text: '内容',
  file: '文件',
  kind: '类别',
  why: '事由',
  office: '为什么替他办',
  city: '去哪个城市',
  standIn: '顶岗',
  deputy: '代批的人',
  review: '下次复查',
  back: '返岗日期',
  until: '到哪天',
  ground: '依据',
  reason: '原因',
  date: '日期',
  hours: '小时',
  clock: '起止',
  purpose: '事项',
}
