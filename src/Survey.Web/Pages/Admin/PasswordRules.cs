using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>Length and not being easily guessed are all that counts; no rules of composition.</summary>
public sealed class PasswordRules(IStringLocalizer<AdminTexts> texts, SurveyDbContext context) : IPasswordValidator<Account>
{
    public const int MinLength = 12;

    /// <summary>Bounds the work of hashing.</summary>
    public const int MaxLength = 128;

    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        if (password is null || password.Length < MinLength)
        {
            return IdentityResult.Success; // The length rule of Identity says so itself.
        }

        if (password.Length > MaxLength)
        {
            return Refused(texts["Mật khẩu dài quá {0} ký tự.", MaxLength]);
        }

        return IsGuessable(password, await OwnWordsAsync(user))
            ? Refused(texts["Mật khẩu này dễ đoán. Hãy ghép vài từ không liên quan với nhau."])
            : IdentityResult.Success;
    }

    /// <summary>Common, of one repeated piece, or little more than the person's or the organisation's own words.</summary>
    public static bool IsGuessable(string password, IEnumerable<string> ownWords)
    {
        var plain = Plain(password);
        if (Common.Value.Contains(plain) || plain.Distinct().Count() < 5 || Common.Value.Contains(plain.TrimEnd("0123456789".ToCharArray())))
        {
            return true;
        }

        foreach (var word in ownWords.Select(Plain).Where(w => w.Length >= 4).OrderByDescending(w => w.Length))
        {
            plain = plain.Replace(word, "", StringComparison.Ordinal);
        }

        return plain.Trim("0123456789".ToCharArray()).Length < 4;
    }

    private static IdentityResult Refused(string words) => IdentityResult.Failed(new IdentityError { Code = "Password", Description = words });

    private async Task<List<string>> OwnWordsAsync(Account user)
    {
        var units = await context.Units.AsNoTracking().Where(u => u.ParentId == null).Select(u => new { u.Code, u.Name, u.NameEn }).ToListAsync();
        var words = new List<string> { user.DisplayName, user.UserName ?? "", (user.UserName ?? "").Split('@')[0] };
        words.AddRange(user.DisplayName.Split(' '));
        foreach (var unit in units)
        {
            words.AddRange([unit.Code, unit.Name, unit.NameEn]);
        }

        return words;
    }

    // Lower case without diacritics, spaces and signs: "Hài-Lòng 2026" is "hailong2026".
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in TypedText.WithoutNoncharacters(text).ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c);
            }
        }

        return plain.Length > 0 ? plain.ToString() : text;
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).Select(Plain).ToFrozenSet(StringComparer.Ordinal);
    }
}

/// <summary>What Identity refuses, in the words of the page.</summary>
public sealed class AccountErrors(IStringLocalizer<AdminTexts> texts) : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) =>
        new() { Code = "Password", Description = texts["Mật khẩu cần ít nhất {0} ký tự.", length] };

    public override IdentityError DuplicateUserName(string userName) =>
        new() { Code = "UserName", Description = texts["Tên đăng nhập này đã có người dùng."] };

    public override IdentityError InvalidUserName(string? userName) =>
        new() { Code = "UserName", Description = texts["Tên đăng nhập chỉ gồm chữ không dấu, số và . - _ @ +"] };

    public override IdentityError DefaultError() => new() { Code = "", Description = texts["Chưa lưu được. Hãy thử lại."] };

    public override IdentityError ConcurrencyFailure() => DefaultError();
}
