using System.Globalization;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>What an analyst types of a remedy.</summary>
public sealed record RemedyInput
{
    public const int OwnerLength = 200;
    private const int LongestDays = 3 * 366;

    public string? Part { get; init; }
    public string? Finding { get; init; }
    public string? Action { get; init; }
    public string? Owner { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Wanted { get; init; }
    public int Revision { get; init; }

    public static RemedyInput Of(Remedy remedy, ReportText texts) => new()
    {
        Part = remedy.Part,
        Finding = remedy.Finding,
        Action = remedy.Action,
        Owner = remedy.Owner,
        DueOn = remedy.DueOn,
        Wanted = remedy.WantedHundredths is { } wanted ? texts.Number(wanted / 100m, "0.##") : null,
        Revision = remedy.Revision,
    };

    /// <summary>The words without what nobody means to type, and the wanted value.</summary>
    public (string Finding, string Action, string Owner, int? Wanted) Clean() =>
        (TypedText.Clean(Finding), TypedText.Clean(Action), TypedText.Clean(Owner).ReplaceLineEndings(" "), Hundredths(Wanted).Value);

    /// <param name="earliest">No day before it can be due.</param>
    /// <param name="figure">What the remedy should move, for the range of the wanted value.</param>
    /// <param name="texts">The reader's language.</param>
    public IEnumerable<(string Field, string Words)> Problems(DateOnly earliest, Figure? figure, ReportText texts)
    {
        var (finding, action, owner, wanted) = Clean();
        if (finding.Length is 0 or > Remedy.TextLength)
        {
            yield return ("finding", texts["Hãy ghi điều phát hiện, tối đa {0} ký tự.", Remedy.TextLength]);
        }

        if (action.Length is 0 or > Remedy.TextLength)
        {
            yield return ("action", texts["Hãy ghi việc phải làm, tối đa {0} ký tự.", Remedy.TextLength]);
        }

        if (owner.Length is 0 or > OwnerLength)
        {
            yield return ("owner", texts["Hãy ghi ai làm, tối đa {0} ký tự.", OwnerLength]);
        }

        if (DueOn is not { } due || due < earliest || due > earliest.AddDays(LongestDays))
        {
            yield return ("due", texts["Hạn phải từ ngày {0} trở đi, trong vòng ba năm.", texts.Day(earliest)]);
        }

        var (lowest, highest) = ((figure?.Lowest ?? 0) * 100, (figure?.Highest ?? 100) * 100);
        if (!Hundredths(Wanted).Read || wanted < lowest || wanted > highest)
        {
            yield return ("wanted", texts["Mức cần đạt là một số từ {0} đến {1}, hoặc để trống.", texts.Number(lowest / 100, 0), texts.Number(highest / 100, 0)]);
        }
    }

    private static (bool Read, int? Value) Hundredths(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (true, null);
        }

        var read = decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) <= 100 && decimal.Truncate(value * 100) == value * 100;
        return read ? (true, (int)(value * 100)) : (false, null);
    }
}
