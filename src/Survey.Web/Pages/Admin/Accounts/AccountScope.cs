using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Admin.Accounts;

/// <summary>Accounts that an administrator sees and may change, as filters that the database applies.</summary>
public static class AccountScope
{
    /// <summary>Accounts with any grant within the administrator's subtrees.</summary>
    public static IQueryable<Account> AccountsSeenBy(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.Units.Where(access.Units(Role.Administrator));
        return context.Users.Where(a => a.Grants.Any(g => units.Any(u => u.Id == g.UnitId)));
    }

    /// <summary>Those all of whose grants lie within: nobody disables, or takes over, an account that also serves elsewhere or above.</summary>
    public static IQueryable<Account> AccountsOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.Units.Where(access.Units(Role.Administrator));
        return context.AccountsSeenBy(access).Where(a => a.Grants.All(g => units.Any(u => u.Id == g.UnitId)));
    }
}

/// <summary>The words for roles.</summary>
public static class RoleText
{
    public static string In(this IStringLocalizer<AdminTexts> texts, Role role) => role switch
    {
        Role.Administrator => texts["Quản trị"],
        Role.Officer => texts["Cán bộ khảo sát"],
        Role.Approver => texts["Người duyệt"],
        Role.Appraiser => texts["Người thẩm định"],
        _ => texts["Chuyên viên phân tích"],
    };

    public static string Explain(this IStringLocalizer<AdminTexts> texts, Role role) => role switch
    {
        Role.Administrator => texts["giao quyền, và làm được mọi việc dưới đây"],
        Role.Officer => texts["soạn phiếu, mở đợt, in áp phích"],
        Role.Approver => texts["duyệt phiếu và số liệu kỳ do người khác trình"],
        Role.Appraiser => texts["thẩm định điểm tự chấm của các đơn vị"],
        _ => texts["xem kết quả, xuất số liệu"],
    };
}
