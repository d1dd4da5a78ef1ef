import 'antd/dist/antd.css'
import './theme.css'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'

/**
 * antd in Chinese, from its ready-made stylesheet: the pages' CSP allows no style elements. The key is the class
 * under which that stylesheet keeps its variables.
 */
export function PageTheme({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={{
        zeroRuntime: true,
        hashed: false,
        cssVar: { key: 'css-var-_R_0_' },
        // Whoever asked his system for stillness waits for nothing to fade or slide.
        token: { motion: !matchMedia('(prefers-reduced-motion: reduce)').matches },
      }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <App className="page-root">{children}</App>
    </ConfigProvider>
  )
}
