using System.Globalization;
using Microsoft.Extensions.Localization;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>Numbers, days and short phrases of a report in the reader's language: pages and exports say the same.</summary>
public sealed class ReportText(IStringLocalizer<AnalyseTexts> texts, LocalCalendar calendar)
{
    /// <summary>What stands where there is no figure, whatever the reason.</summary>
    public const string Nothing = "–";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "vi";

    public CultureInfo Culture => Language == "en" ? English : Vietnamese;

    public string this[string vietnamese] => texts[vietnamese];

    public string this[string vietnamese, params object[] values] => string.Format(Culture, texts[vietnamese].Value, values);

    public string Index(Figure? figure) => figure?.Rounded is { } value ? value.ToString("N2", Culture) : Nothing;

    public string Base(Figure? figure) => figure?.Value is null ? Nothing : Count(figure.Base);

    public string Count(long count) => count.ToString("N0", Culture);

    public string Number(double value, int decimals = 1) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Culture);

    public string Number(decimal value, string format) => value.ToString(format, Culture);

    /// <summary>"86,4–88,2", or nothing where there is no interval.</summary>
    public string Interval(Figure? figure) =>
        figure is { Value: not null, Interval: { } i } ? $"{Number(i.Low)}–{Number(i.High)}{(figure.IntervalIsBound ? $" ({texts["mức tối đa"]})" : "")}" : "";

    public string Percent(long part, long whole) => whole <= 0 ? Nothing : Number(100.0 * part / whole) + "%";

    public string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public string Window(StoredPeriod period) => $"{Day(period.First)}–{Day(period.Last)}";

    /// <summary>"14:05, 22/11/2026" in the organisation's time zone.</summary>
    public string Moment(DateTime utc) => calendar.ToLocal(utc).ToString("HH:mm, dd/MM/yyyy", CultureInfo.InvariantCulture);

    public string In(LocalizedText text) => text.In(Language);

    public string Target(Target target) =>
        (target.Operator == TargetOperator.Above ? "> " : "≥ ") + target.Value.ToString("0.##", Culture);

    /// <summary>"còn thiếu 2,70" or "đạt"; from the unrounded index, rounded once.</summary>
    public string TargetOutcome(ReportRow row)
    {
        if (row is not { Target: { } target, TargetMet: { } met, Figure.Value: { } value })
        {
            return Nothing;
        }

        if (met)
        {
            return texts["đạt"];
        }

        var missing = (Rational.FromDecimal(target.Value) - value).ToDecimal(2);
        return missing == 0 ? texts["còn thiếu chút ít"] : this["còn thiếu {0}", missing.ToString("N2", Culture)];
    }

    /// <summary>Arrow and size. A filled arrow is a change beyond the sampling error, a hollow one is within it.</summary>
    public string Change(Difference? difference)
    {
        if (difference?.Rounded is not { } value)
        {
            return difference is { Comparable: false } ? texts["không so sánh được"] : Nothing;
        }

        return $"{Arrow(difference, value)} {Math.Abs(value).ToString("N2", Culture)}";
    }

    /// <summary>What the arrow shows, for who hears the page.</summary>
    public string Direction(Difference? difference) => (difference?.Rounded ?? 0) switch
    {
        > 0 => texts["tăng"],
        < 0 => texts["giảm"],
        _ => "",
    };

    public string ChangeInWords(Difference? difference) => difference switch
    {
        { Comparable: false } => texts["cách tính đã đổi, không so sánh được"],
        null or { Value: null } => texts["không có số liệu để so sánh"],
        { Rounded: 0, MoreThanNoise: false } => texts["không đổi"],
        { MoreThanNoise: true } => texts["vượt sai số, là thay đổi thật"],
        { Interval: null } => texts["chưa xét được sai số"],
        _ => texts["trong sai số, chưa chắc là thay đổi"],
    };

    public static string ChangeClass(Difference? difference) => difference switch
    {
        { Value.Sign: > 0, MoreThanNoise: true } => "up",
        { Value.Sign: < 0, MoreThanNoise: true } => "down",
        _ => "same",
    };

    public string Level(UnitLevel level) => level switch
    {
        UnitLevel.Province => texts["Tỉnh"],
        UnitLevel.Department => texts["Sở, ban, ngành"],
        UnitLevel.Room => texts["Phòng, ban"],
        UnitLevel.Affiliated => texts["Đơn vị trực thuộc"],
        _ => texts["Xã, phường"],
    };

    public string Channel(Channel channel) => channel switch
    {
        Data.Entities.Channel.Qr => texts["Mã QR tại quầy"],
        Data.Entities.Channel.Link => texts["Đường dẫn"],
        Data.Entities.Channel.Kiosk => texts["Máy tại chỗ"],
        Data.Entities.Channel.Receipt => texts["Giấy hẹn, biên nhận"],
        Data.Entities.Channel.Paper => texts["Phiếu giấy"],
        _ => texts["Phỏng vấn"],
    };

    public string Filled(ChannelClass filled) => filled == ChannelClass.SelfFilled
        ? texts["Người dân tự trả lời"]
        : texts["Phỏng vấn, phiếu giấy"];

    public string Sampling(SamplingMode mode) => mode switch
    {
        SamplingMode.Census => texts["Toàn bộ"],
        SamplingMode.Probability => texts["Ngẫu nhiên"],
        SamplingMode.Quota => texts["Theo hạn ngạch"],
        _ => texts["Tự nguyện"],
    };

    /// <summary>The sentence that says how far the intervals speak.</summary>
    public string SamplingNote(IReadOnlyList<SamplingMode> modes)
    {
        if (modes.Count > 1)
        {
            return this["Gộp nhiều cách lấy mẫu ({0}): khoảng tin cậy chỉ phản ánh số phiếu.", string.Join(", ", modes.Select(Sampling))];
        }

        return modes.Count == 0 ? "" : modes[0] switch
        {
            SamplingMode.Census => texts["Hỏi toàn bộ: không có sai số chọn mẫu."],
            SamplingMode.Probability => texts["Mẫu ngẫu nhiên: khoảng tin cậy 95% nói về toàn bộ người được phục vụ."],
            SamplingMode.Quota => texts["Mẫu theo hạn ngạch: khoảng tin cậy chỉ phản ánh số phiếu."],
            _ => texts["Phiếu tự nguyện: khoảng tin cậy chỉ phản ánh số phiếu."],
        };
    }

    /// <summary>What a reader must know where the figures come from several versions of the questionnaire.</summary>
    public IReadOnlyList<string> VersionNotes(UnitReport report) => VersionNotes(report, Language, (words, values) => this[words, values]);

    /// <summary>The same in Vietnamese, for files that do not follow the reader's language.</summary>
    public static IReadOnlyList<string> VietnameseVersionNotes(UnitReport report) =>
        VersionNotes(report, "vi", (words, values) => string.Format(Vietnamese, words, values));

    private static List<string> VersionNotes(UnitReport report, string language, Func<string, object[], string> say)
    {
        var together = report.Together;
        var notes = new List<string>();
        if (together.Versions.Count > 1)
        {
            var numbers = together.Versions.Select(v => v.ToString(CultureInfo.InvariantCulture)).ToList();
            notes.Add(say("Số liệu gồm các bản {0} và {1}; mã cũ được quy đổi theo bảng quy đổi đã công bố.", [string.Join(", ", numbers.SkipLast(1)), numbers[^1]]));
        }

        if (!together.Now)
        {
            notes.Add(say("Chỉ số chung không so sánh được: các bản đếm chỉ số này khác nhau (khác câu, khác đáp án tích cực hoặc khác điểm), nên không gộp.", []));
        }

        if (!together.Earlier)
        {
            notes.Add(say("Các kỳ trước không so sánh được với kỳ này: bản dùng khi đó đếm chỉ số này khác đi.", []));
        }

        if (together.Dimensions.Count > 0)
        {
            notes.Add(say("Yếu tố không so sánh được giữa các bản: {0}.", [string.Join(", ", report.Index.Dimensions.Where(d => together.Dimensions.Contains(d.Code)).Select(d => d.Title.In(language)))]));
        }

        return notes;
    }

    public string Method(IndexDefinition index) => this["{0}, bản {1}", MethodName(index), index.MethodVersion];

    public string MethodName(IndexDefinition index) => index.Method switch
    {
        IndexMethod.TopTwoBox => texts["Tỷ lệ hai mức cao nhất"],
        IndexMethod.MeanOfMaximum => texts["Điểm trung bình trên điểm cao nhất"],
        IndexMethod.Points => texts["Phần trăm số điểm tối đa"],
        IndexMethod.ExpectationMet => texts["Mức đáp ứng mong đợi"],
        IndexMethod.AllPositive => texts["Tỷ lệ hài lòng ở mọi câu"],
        IndexMethod.NetShare => texts["Tỷ lệ hài lòng trừ tỷ lệ không hài lòng"],
        _ => texts["Điểm trung bình quy về 100"],
    };

    public string Composite(IndexDefinition index)
    {
        string rule = index.Method == IndexMethod.AllPositive ? texts["xét cả phiếu"]
            : index.Method == IndexMethod.Points ? texts["cộng điểm các tiêu chí"]
            : index.Composite == CompositeRule.Weighted ? texts["trung bình có trọng số của các yếu tố"]
            : texts["gộp câu trả lời của các yếu tố"];
        return index.Factor switch
        {
            FactorRule.MeanOfItems when index.Method != IndexMethod.AllPositive => $"{rule}, {texts["yếu tố là trung bình các câu"]}",
            FactorRule.OverallItem => $"{rule}, {texts["yếu tố lấy một câu chung"]}",
            _ => rule,
        };
    }

    private static string Arrow(Difference difference, decimal value) => (Math.Sign(value), difference.MoreThanNoise) switch
    {
        ( > 0, true) => "▲",
        ( < 0, true) => "▼",
        ( > 0, false) => "△",
        ( < 0, false) => "▽",
        _ => "=",
    };
}
