import { wordFor } from '../words/codes.ts'
import { fieldWords, spacedCode, titleOfForm, verdictWords } from './form-words.ts'
import type { PrintedForm } from './shapes.ts'

const TIME = new Intl.DateTimeFormat('zh-CN', {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** One request as an A4 sheet for the archive. */
export function FormSheet({ form }: { form: PrintedForm }) {
  const opinions = form.opinions.flatMap(one => {
    const words = verdictWords(one.verdict)
    return words === null ? [] : [{ ...one, words }]
  })
  return (
    <article className="sheet">
      <h1>{titleOfForm(form.kind)}</h1>
      <p className="sheet-no">编号：{form.no}</p>
      <table className="sheet-table">
        <tbody>
          <tr>
            <th scope="row">姓名</th>
            <td>{form.person}</td>
            <th scope="row">职务</th>
            <td>{form.post || '—'}</td>
          </tr>
          <tr>
            <th scope="row">单位</th>
            <td colSpan={3}>{form.unit}</td>
          </tr>
          {form.lines.map(({ field, value }) => (
            <tr key={field} className={field === 'reason' ? 'sheet-tall' : undefined}>
              <th scope="row">{fieldWords(field)}</th>
              <td colSpan={3}>{value}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">提交时间</th>
            <td>{TIME.format(form.created)}</td>
            <th scope="row">结果</th>
            <td>{wordFor('status', form.status)}</td>
          </tr>
          {opinions.map((one, n) => (
            <tr key={`${one.person} ${one.at} ${one.verdict}`} className="sheet-tall">
              <th scope="row">{opinions.length > 1 ? `意见${n + 1}` : '审批意见'}</th>
              <td colSpan={3}>
                <p className="sheet-opinion">
                  {one.words}
                  {one.reason && `：${one.reason}`}
                </p>
                <p className="sheet-signed">
                  {one.person}
                  {one.post && `（${one.post}）`}
                  {one.instead && `（代${one.instead}）`} {TIME.format(one.at)}
                </p>
              </td>
            </tr>
          ))}
          {opinions.length === 0 && (
            <tr className="sheet-tall">
              <th scope="row">审批意见</th>
              <td colSpan={3}>还没有人批。</td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="sheet-foot">
        校验码 <b>{spacedCode(form.code)}</b>。凭编号和校验码可在 {`${location.origin}/verify`}{' '}
        核对真伪和现在的状态。 打印：{form.printedBy}，{TIME.format(form.printed)}
        。意见由本人在钉钉里作出，以系统记录为准。
      </p>
      {/* At the foot of every page of it, as a mark of whose copy it is. */}
      <p className="sheet-mark">
        {form.no} {form.printedBy} {TIME.format(form.printed)}打印
      </p>
    </article>
  )
}
