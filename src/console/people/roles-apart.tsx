/** Which roles one person should not bear together, and what happens where he does. */
export function RolesApart() {
  return (
    <details className="fold">
      <summary>哪些角色不放在一个人身上</summary>
      <ul>
        <li>
          纪检不兼关爱专员、组织人事、管理员。兼了的，举报不会交给他，他的钥匙也打不开：人事和管理员不能有看举报的路。
        </li>
        <li>安全员、审计员最好另有其人，不兼管理员：加钥匙要安全员同意，谁看过什么要审计员查。</li>
        <li>
          保管员可以兼别的。自己要问的、自己写的、写到自己的，他定不了，由另一位保管员定，所以最好有两位。
        </li>
        <li>有权限的角色只有管理员能改，自己的改不了。</li>
      </ul>
    </details>
  )
}
