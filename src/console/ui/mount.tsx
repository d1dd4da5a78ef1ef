import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PageTheme } from '../theme/page-theme.tsx'

/** Puts a page into the document. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root.')
  createRoot(root).render(
    <StrictMode>
      <PageTheme>{page}</PageTheme>
    </StrictMode>,
  )
}
