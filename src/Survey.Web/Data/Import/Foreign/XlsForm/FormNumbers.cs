using System.Text.RegularExpressions;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Makes number items of integer, decimal and range rows.</summary>
internal sealed partial class FormNumbers(FormContext form)
{
    private const decimal Largest = 1_000_000_000;
    private const decimal Usual = 1_000_000;
    private const int MostDecimals = 4;

    public NumberItem Make(FormRow row, FormType type, string code, List<Sentence> changes)
    {
        var demands = new FormConstraint(form, row, code).Read(c => [c.Min is null ? null : "Min", c.Max is null ? null : "Max"]) ?? new XPathConstraint();
        var range = RangeOf(row, type, changes);
        var decimals = DecimalsOf(row, type, [range.Start, range.End, range.Step, demands.Min, demands.Max], changes);
        var min = demands.Min is { } least && Math.Abs(least) <= Largest ? demands.AboveMin ? NumberComparison.After(least, decimals) : NumberComparison.Up(least, decimals) : range.Start;
        var max = demands.Max is { } most && Math.Abs(most) <= Largest ? demands.BelowMax ? NumberComparison.Before(most, decimals) : NumberComparison.Down(most, decimals) : range.End;
        var (lowest, highest) = Bounded(min, max, changes);
        return new NumberItem
        {
            Code = code,
            Text = LocalizedText.Of("vi", ""),
            Min = lowest,
            Max = highest,
            Decimals = decimals,
            Unit = form.Texts.Read(form.Sheet, row, "survey::unit"),
            Bands = form.Own.BandsOf(code) ?? [new NumberBand { Code = "all", Label = form.Texts.Of("Mọi giá trị", "All values") }],
        };
    }

    private static (decimal Min, decimal Max) Bounded(decimal? min, decimal? max, List<Sentence> changes)
    {
        if (min > max)
        {
            changes.Add(new("Số nhỏ nhất lớn hơn số lớn nhất nên bỏ cả hai.", "The smallest number is above the largest; both were left out."));
            (min, max) = (null, null);
        }

        var (least, most) = (min ?? (max < 0 ? -Largest : 0), max ?? (min > Usual ? Largest : Usual));
        if (min is null || max is null)
        {
            changes.Add(new($"Tệp không nêu đủ giới hạn; đặt từ {least:0.####} đến {most:0.####}.", FormattableString.Invariant($"The file does not name both limits; it is from {least:0.####} to {most:0.####}.")));
        }

        return (Math.Max(least, -Largest), Math.Min(most, Largest));
    }

    private int DecimalsOf(FormRow row, FormType type, decimal?[] numbers, List<Sentence> changes)
    {
        if (type.Kind == FormKind.Integer)
        {
            return 0;
        }

        if (int.TryParse(form.Cell(row, "survey::decimals"), out var own) && own is >= 0 and <= MostDecimals)
        {
            return own;
        }

        var needed = numbers.OfType<decimal>().Select(PlacesOf).DefaultIfEmpty().Max();
        if (type.Kind == FormKind.Range)
        {
            return Math.Min(needed, MostDecimals);
        }

        var decimals = Math.Clamp(needed, 2, MostDecimals);
        changes.Add(new($"Nhận nhiều nhất {decimals} chữ số lẻ.", $"At most {decimals} decimals are taken."));
        return decimals;
    }

    private (decimal? Start, decimal? End, decimal? Step) RangeOf(FormRow row, FormType type, List<Sentence> changes)
    {
        var text = form.Cell(row, "parameters");
        if (type.Kind != FormKind.Range)
        {
            if (text.Length > 0)
            {
                form.Log.LeftOut(form.Place(row, "parameters"), $"parameters {text}", new("Không dùng tham số này.", "These parameters are not used."));
            }

            return default;
        }

        var named = Parameter().Matches(text).ToLookup(m => m.Groups[1].Value.ToLowerInvariant(), m => ForeignVariable.Number(m.Groups[2].Value));
        var (start, end, step) = (named["start"].FirstOrDefault() ?? 0, named["end"].FirstOrDefault() ?? 10, named["step"].FirstOrDefault() ?? 1);
        LogParameters(row, text);

        if (step != 0 && PowerOfTen(step))
        {
            return (Fit(start), Fit(end), step);
        }

        changes.Add(new("Bước nhảy không giữ được; nhận mọi số trong khoảng.", "The step could not be kept; every number in the range is taken."));
        return (Fit(start), Fit(end), step);
    }

    private void LogParameters(FormRow row, string text)
    {
        var (place, element) = (form.Place(row, "parameters"), $"parameters {text}");
        var rest = Parameter().Replace(text, "").Trim(' ', ',', ';');
        if (rest.Length > 0)
        {
            form.Log.Changed(place, element, null, new($"Không hiểu “{rest}”; chỗ đó lấy giá trị thường dùng.", $"'{rest}' is not understood; the usual values stand in."));
        }
        else if (text.Length > 0)
        {
            form.Log.Kept(place, element, null);
        }
    }

    private static bool PowerOfTen(decimal step) => step is 1m or 0.1m or 0.01m or 0.001m or 0.0001m;

    private static decimal Fit(decimal bound) => decimal.Round(Math.Clamp(bound, -Largest, Largest), MostDecimals);

    private static int PlacesOf(decimal number)
    {
        var places = 0;
        while (places < MostDecimals && decimal.Round(number, places) != number)
        {
            places++;
        }

        return places;
    }

    [GeneratedRegex(@"\b(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)(?![\w.])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
