import { Button } from 'antd'
import type { Me } from '../api/shapes.ts'
import { KeyForm } from '../keys/key-form.tsx'
import { go, pathOf } from '../router.ts'

/** A handler makes his key himself; anybody else reads how it comes to that. */
export function KeyStep({ me, made }: { me: Me; made: () => Promise<void> }) {
  if (me.roles.includes('handler')) return <KeyForm made={() => void made()} />
  return (
    <>
      <p>钥匙要由关爱专员自己生成，别人代做就等于两个人都能看。</p>
      <ol className="plain-list">
        <li>
          名单里还没有关爱专员的，先在“名单”里导入，“角色”一列写 handler。试用的样例名单里已经有，不用导。
        </li>
        <li>在“名单”里给他一个一次性登录口令。</li>
        <li>他登录后打开这一页，生成自己的钥匙。</li>
      </ol>
      {me.roles.includes('admin') && <Button onClick={() => go(pathOf('people'))}>去名单</Button>}
    </>
  )
}
