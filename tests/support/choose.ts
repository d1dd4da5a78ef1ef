import type { Page } from 'playwright-core'

/** Chooses an entry in one of antd's lists as a person does: opens it, types where it can be searched, and clicks. */
export async function choose(page: Page, list: string, entry: string): Promise<void> {
  const field = page.getByRole('combobox', { name: list, exact: true })
  await field.click()
  if (await field.isEditable()) await field.fill(entry)
  const open = page.locator('.ant-select-dropdown:visible')
  await open.locator('.ant-select-item-option', { hasText: entry }).first().click()
  await open.waitFor({ state: 'hidden' })
}
