namespace Headroom.Curation.Chinese;

/// <summary>What advertisements, contacts and menus say, in simplified and traditional characters.</summary>
internal static class ChinesePhrases
{
    /// <summary>Words of those who sell.</summary>
    public static PhraseSet Sales { get; } = new("""
        免费 免費 特价 特價 优惠 優惠 正品 厂家 廠家 直销 直銷 包邮 包郵 最低价 最低價 限时 限時 抢购 搶購 代理 加盟 批发 批發
        专业 專業 正规 正規 官方 值得信赖 值得信賴 哪家好 咨询 諮詢 热线 熱線 下单 下單 促销 促銷 秒杀 秒殺 代办 代辦 招商
        报价 報價 折扣 低价 低價 快速 客服 24小时 24小時 就选 就選 找我们 找我們 推荐 推薦 信誉 信譽 开户 開戶 注册送 返利
        """);

    /// <summary>Ways of getting in touch.</summary>
    public static PhraseSet Contacts { get; } = new("""
        微信 薇信 威信 徽信 QQ qq 加V 加v 加薇 加微 拨打 撥打 电话 電話 热线 熱線 点击链接 點擊連結 咨询 諮詢 扫码 掃碼
        """);

    /// <summary>Entries of menus and footers.</summary>
    public static PhraseSet Menus { get; } = new("""
        首页 首頁 上一篇 下一篇 上一页 下一页 联系我们 聯繫我們 联络我们 关于我们 關於我們 版权所有 版權所有 网站地图 網站地圖
        友情链接 友情連結 返回顶部 返回頂部 设为首页 設為首頁 收藏本站 加入收藏 在线留言 線上留言 帮助中心 幫助中心
        新闻中心 新聞中心 产品展示 產品展示 登录 登入 注册 註冊 更多 下载 下載 ICP备 隐私政策 隱私政策 免责声明 免責聲明
        购物车 購物車 会员中心 會員中心 广告服务 人才招聘 意见反馈
        """);
}
