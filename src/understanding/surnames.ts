/** The commonest surnames that are hardly ever words of their own. */
export const COMMON_SURNAMES =
  '王李张刘陈杨赵黄吴徐孙胡朱郭梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴姜姚谭廖邹熊陆郝崔邱秦侯邵孟龚黎尹'

/** Surnames that are also everyday words (周, 高): they make a name only where a name can begin. */
export const WORDLIKE_SURNAMES = '周高马何林罗田石夏钟汪余范金白康毛江史顾龙段雷钱汤易武乔贺赖'
