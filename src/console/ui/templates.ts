/** The first lines of files that can be brought in, as the office calls their columns; what must be there comes first. */
export const TEMPLATES = {
  名单: [
    '工号',
    '姓名',
    '单位',
    '单位类型',
    '人员身份',
    '职务',
    '职级',
    '排序',
    '主管工号',
    '参加工作时间',
    '出生日期',
    '性别',
    '手机号',
    '角色',
    '离开日期',
  ],
  假期余额: ['工号', '年度', '年假', '结转', '补休', '补休到期'],
  加班名单: ['工号', '日期', '小时', '依据', '起止', '类别', '事项', '补贴'],
} as const
