declare module '*.css'

/** antd's ES modules are typed as CommonJS; this is what a bundler finds. */
declare module 'antd/es/locale/zh_CN.js' {
  import type { ConfigProviderProps } from 'antd'

  const zhCN: NonNullable<ConfigProviderProps['locale']>
  export default zhCN
}
