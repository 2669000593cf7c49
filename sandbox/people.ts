import { bankCard, residentId, uscc } from './check-digits.ts'

// Who lives in the sandbox: organisations, the people behind them, what registries and operators know of them.
// All invented; identifiers only carry the right check characters.

export interface Person {
  name: string
  /** What the ID number is of, where it is no resident's. */
  idType?: 'passport'
  idNumber: string
  phone: string
}

export interface Organisation {
  name: string
  uscc: string
  /** As the company registry says it: 在营（开业）, 注销. */
  status: string
  legalRepresentative: Person & { bankCard: string }
  operator: Person & { email: string }
  address: { province: string; city: string; district: string; street: string }
  invoiceEmail: string
  /** The corporate bank account. It has no check digit. */
  account: { bank: string; number: string }
  /** Has a key of the CA's earlier system, whose certificate ends in so many days. */
  earlierKeyEnds?: number
}

/** Somebody who applies for themselves. */
export interface Resident extends Person {
  email: string
  /** A card of their own; its bank knows their phone. */
  bankCard: string
  address: Organisation['address']
}

export const residents: Resident[] = [
  {
    name: '林子涵',
    idNumber: residentId('11010519900512031'),
    phone: '15900000101',
    email: 'linzihan@example.cn',
    bankCard: bankCard('621700001000000101'),
    address: { province: '北京市', city: '北京市', district: '朝阳区', street: '示例里 8 号楼 1201 室' },
  },
  {
    name: '周宁',
    idNumber: residentId('32010619851123032'),
    phone: '15900000102',
    email: 'zhouning@example.com',
    bankCard: bankCard('622202100000000102'),
    address: { province: '江苏省', city: '南京市', district: '鼓楼区', street: '样张路 21 号' },
  },
  {
    name: '欧阳明月',
    idNumber: residentId('44030619780304033'),
    phone: '15900000103',
    email: 'ouyang@example.org',
    bankCard: bankCard('622848001000000103'),
    address: { province: '广东省', city: '深圳市', district: '宝安区', street: '海滨街 5 号' },
  },
  // Too young for a certificate in 2026.
  {
    name: '陈小满',
    idNumber: residentId('33010620120601034'),
    phone: '15900000104',
    email: 'chenxiaoman@example.net',
    bankCard: bankCard('622700000000000104'),
    address: { province: '浙江省', city: '杭州市', district: '西湖区', street: '少年宫路 3 号' },
  },
]

export const organisations: Organisation[] = [
  {
    name: '示例科技（北京）有限公司',
    uscc: uscc('91110108MA01ABCD'),
    status: '在营（开业）',
    legalRepresentative: {
      name: '王建国',
      idNumber: residentId('11010819700315001'),
      phone: '13800000001',
      bankCard: bankCard('621700001000000011'),
    },
    operator: {
      name: '李梅',
      idNumber: residentId('11010819920708002'),
      phone: '13800000002',
      email: 'limei@example.cn',
    },
    address: {
      province: '北京市',
      city: '北京市',
      district: '海淀区',
      street: '示例路 1 号院 3 号楼 502 室',
    },
    invoiceEmail: 'fapiao@example.cn',
    account: { bank: '示例银行北京海淀支行', number: '0200001234567890124' },
  },
  {
    name: '青禾建设工程（上海）有限公司',
    uscc: uscc('91310115MA1K2345'),
    status: '在营（开业）',
    legalRepresentative: {
      name: '陈思远',
      idNumber: residentId('31011519651120003'),
      phone: '13900000011',
      bankCard: bankCard('622202100000000022'),
    },
    operator: {
      name: '赵一帆',
      idNumber: residentId('31011519880203004'),
      phone: '13900000012',
      email: 'zhaoyifan@example.com',
    },
    address: { province: '上海市', city: '上海市', district: '浦东新区', street: '青禾大道 88 号' },
    invoiceEmail: 'caiwu@example.com',
    account: { bank: '示例银行上海浦东支行', number: '1001234567890123456' },
  },
  {
    name: '晨光文具（杭州）有限公司',
    uscc: uscc('91330106MA2A5678'),
    status: '在营（开业）',
    legalRepresentative: {
      name: '沈立',
      idNumber: residentId('33010619760812011'),
      phone: '13300000061',
      bankCard: bankCard('622202120000000066'),
    },
    operator: {
      name: '方媛',
      idNumber: residentId('33010619790319012'),
      phone: '13300000062',
      email: 'fangyuan@chenguang.example',
    },
    address: { province: '浙江省', city: '杭州市', district: '西湖区', street: '文光路 20 号' },
    invoiceEmail: 'fangyuan@chenguang.example',
    account: { bank: '示例银行杭州西湖支行', number: '1202020209900123456' },
    earlierKeyEnds: 40,
  },
  {
    name: '江城机电（武汉）有限公司',
    uscc: uscc('91420106MA4K6789'),
    status: '在营（开业）',
    legalRepresentative: {
      name: '刘长江',
      idNumber: residentId('42010619680530013'),
      phone: '13300000071',
      bankCard: bankCard('622202320000000077'),
    },
    operator: {
      name: '彭丽',
      idNumber: residentId('42010619890722014'),
      phone: '13300000072',
      email: 'pengli@jiangcheng.example',
    },
    address: { province: '湖北省', city: '武汉市', district: '武昌区', street: '机电路 5 号' },
    invoiceEmail: 'pengli@jiangcheng.example',
    account: { bank: '示例银行武汉武昌支行', number: '3202002019200765432' },
    earlierKeyEnds: -100,
  },
  {
    name: '古城旅行社（西安）有限公司',
    uscc: uscc('91610103MA6T7890'),
    status: '在营（开业）',
    legalRepresentative: {
      name: '秦岭',
      idNumber: residentId('61010319710214015'),
      phone: '13300000081',
      bankCard: bankCard('622202370000000088'),
    },
    operator: {
      name: '白雪',
      idNumber: residentId('61010319930618016'),
      phone: '13300000082',
      email: 'baixue@gucheng.example',
    },
    address: { province: '陕西省', city: '西安市', district: '碑林区', street: '古城墙 1 号' },
    invoiceEmail: 'baixue@gucheng.example',
    account: { bank: '示例银行西安碑林支行', number: '3700021109200345678' },
    earlierKeyEnds: -400,
  },
  {
    name: '山城图书馆',
    uscc: uscc('1250000045001234'),
    status: '在营（开业）',
    legalRepresentative: {
      name: '龘小龙',
      idNumber: residentId('50010319580909005'),
      phone: '13700000021',
      bankCard: bankCard('622848001000000033'),
    },
    operator: {
      name: '欧阳静',
      idNumber: residentId('50010319950515006'),
      phone: '13700000022',
      email: 'ouyang@library.example',
    },
    address: { province: '重庆市', city: '重庆市', district: '渝中区', street: '书香街 7 号' },
    invoiceEmail: 'ouyang@library.example',
    account: { bank: '示例银行重庆渝中支行', number: '3100012345678901234' },
  },
  {
    name: '远洋咨询（广州）有限公司',
    uscc: uscc('91440101MA5C4321'),
    status: '在营（开业）',
    legalRepresentative: {
      name: 'John Smith',
      idType: 'passport',
      idNumber: 'E12345678',
      phone: '13500000041',
      bankCard: bankCard('622700000000000055'),
    },
    operator: {
      name: '林晓',
      idNumber: residentId('44010619930817009'),
      phone: '13500000042',
      email: 'linxiao@ocean.example',
    },
    address: { province: '广东省', city: '广州市', district: '天河区', street: '海风路 66 号' },
    invoiceEmail: 'fapiao@ocean.example',
    account: { bank: '示例银行广州天河支行', number: '5000012345678901' },
  },
  {
    name: '已停业贸易（深圳）有限公司',
    uscc: uscc('91440300MA5F6789'),
    status: '注销',
    legalRepresentative: {
      name: '何志强',
      idNumber: residentId('44030119720101007'),
      phone: '13600000031',
      bankCard: bankCard('622588000000000044'),
    },
    operator: {
      name: '周敏',
      idNumber: residentId('44030119900606008'),
      phone: '13600000032',
      email: 'zhoumin@example.org',
    },
    address: { province: '广东省', city: '深圳市', district: '南山区', street: '旧址路 404 号' },
    invoiceEmail: 'zhoumin@example.org',
    account: { bank: '示例银行深圳南山支行', number: '4000098765432109876' },
  },
]
