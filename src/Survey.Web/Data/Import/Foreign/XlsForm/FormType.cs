using System.Text.RegularExpressions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

internal enum FormKind
{
    SelectOne,
    SelectMultiple,
    Integer,
    Decimal,
    Range,
    Text,
    Note,
    Acknowledge,
    BeginGroup,
    EndGroup,
    BeginScore,
    ScoreRow,

    /// <summary>A repeat, a loop or a grid that is left out with all that it holds.</summary>
    BeginLeftOut,
    EndLeftOut,
    LeftOut,
}

/// <summary>What a row's type says.</summary>
/// <param name="List">The choice list; "" where there is none.</param>
/// <param name="OrOther">Whether another answer may be given in words.</param>
/// <param name="Why">Why it is left out.</param>
internal sealed partial record FormType(FormKind Kind, string List = "", bool OrOther = false, Sentence Why = default)
{
    private static readonly Sentence Anonymous = new("Phiếu ẩn danh: không ghi thiết bị, người trả lời hay thời điểm.", "Answers are anonymous: neither device, person nor moment is recorded.");
    private static readonly Sentence Date = new("Chưa có loại câu hỏi ngày giờ.", "There is no kind of item for dates and times.");
    private static readonly Sentence Place = new("Phiếu ẩn danh: không ghi vị trí.", "Answers are anonymous: places are not recorded.");
    private static readonly Sentence Media = new("Phiếu không nhận ảnh, ghi âm hay tệp.", "Pictures, recordings and files are not collected.");
    private static readonly Sentence Computed = new("Phiếu không tính toán khi người dân trả lời.", "Nothing is computed while a citizen answers.");
    private static readonly Sentence Outside = new("Danh mục nằm ở tệp khác, không có trong tệp này.", "The choices stand in another file, which is not part of this one.");
    private static readonly Sentence Rank = new("Chưa có loại câu hỏi xếp thứ tự.", "There is no kind of item for ranking.");
    private static readonly Sentence Unknown = new("Không nhận ra loại này.", "This type is not known.");
    private static readonly Sentence Repeat = new("Nhóm lặp lại nhiều lần không dùng được trong phiếu này.", "Groups that repeat cannot be part of a questionnaire here.");
    private static readonly Sentence Grid = new("Bảng ghép nhiều danh mục không dùng được trong phiếu này.", "A grid of several lists cannot be part of a questionnaire here.");

    private static readonly Dictionary<string, FormType> Words = new(StringComparer.Ordinal)
    {
        ["integer"] = new(FormKind.Integer),
        ["int"] = new(FormKind.Integer),
        ["decimal"] = new(FormKind.Decimal),
        ["range"] = new(FormKind.Range),
        ["text"] = new(FormKind.Text),
        ["string"] = new(FormKind.Text),
        ["note"] = new(FormKind.Note),
        ["acknowledge"] = new(FormKind.Acknowledge),
        ["trigger"] = new(FormKind.Acknowledge),
        ["begin_group"] = new(FormKind.BeginGroup),
        ["end_group"] = new(FormKind.EndGroup),
        ["begin_score"] = new(FormKind.BeginScore),
        ["end_score"] = new(FormKind.EndGroup),
        ["score__row"] = new(FormKind.ScoreRow),
        ["begin_repeat"] = new(FormKind.BeginLeftOut, Why: Repeat),
        ["end_repeat"] = new(FormKind.EndLeftOut, Why: Repeat),
        ["begin_lgroup"] = new(FormKind.BeginLeftOut, Why: Repeat),
        ["end_lgroup"] = new(FormKind.EndLeftOut, Why: Repeat),
        ["end_loop"] = new(FormKind.EndLeftOut, Why: Repeat),
        ["begin_kobomatrix"] = new(FormKind.BeginLeftOut, Why: Grid),
        ["end_kobomatrix"] = new(FormKind.EndLeftOut, Why: Grid),
        ["begin_rank"] = new(FormKind.BeginLeftOut, Why: Rank),
        ["end_rank"] = new(FormKind.EndLeftOut, Why: Rank),
        ["rank__level"] = new(FormKind.LeftOut, Why: Rank),
    };

    /// <summary>What the cell says, whatever its spelling.</summary>
    public static FormType Of(string cell)
    {
        var text = Blanks().Replace(cell.Trim(), " ");
        if (Select().Match(text) is { Success: true } select)
        {
            return new(select.Groups["many"].Success ? FormKind.SelectMultiple : FormKind.SelectOne, select.Groups["list"].Value, select.Groups["other"].Success);
        }

        var word = text.ToLowerInvariant().Replace(' ', '_');
        return Words.GetValueOrDefault(word) ?? new(word.StartsWith("begin_loop", StringComparison.Ordinal) ? FormKind.BeginLeftOut : FormKind.LeftOut, Why: WhyOf(word));
    }

    private static Sentence WhyOf(string word) => word switch
    {
        _ when word.StartsWith("begin_loop", StringComparison.Ordinal) => Repeat,
        _ when word.Contains("from_file", StringComparison.Ordinal) || word.Contains("external", StringComparison.Ordinal) => Outside,
        "xml_external" or "csv_external" or "xml-external" or "csv-external" => Outside,
        "start" or "end" or "today" or "deviceid" or "device_id" or "username" or "phonenumber" or "email" or "simserial" or "subscriberid" or "audit" or "start_time" or "end_time" or "imei" => Anonymous,
        "date" or "time" or "datetime" or "date_time" => Date,
        "geopoint" or "geotrace" or "geoshape" or "location" or "gps" or "start-geopoint" or "background-geopoint" or "osm" => Place,
        "image" or "audio" or "video" or "file" or "photo" or "barcode" or "background-audio" => Media,
        "calculate" or "hidden" or "calculation" => Computed,
        _ when word.StartsWith("rank", StringComparison.Ordinal) => Rank,
        _ => Unknown,
    };

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?:(?:add )?select[ _](?:one|1)(?: prompt using| from)?|select1|(?<many>(?:add )?select[ _](?:multiple|all[ _]that[ _]apply)(?: prompt using| from)?)) (?<list>[^ ]+)(?<other> or[ _](?:specify[ _])?other)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Select();
}
