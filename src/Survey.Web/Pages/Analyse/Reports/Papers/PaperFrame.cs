using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>Heads and feet of documents in the layout that offices use (the manner of NĐ 30/2020). Number, day and name stay open: the register and the signer fill them.</summary>
internal sealed class PaperFrame(ReportRecord record, ReportText text)
{
    private readonly Unit _unit = record.Selection.Unit;
    private readonly UnitReport _report = record.Report;

    private string Name => _unit.NameIn(text.Language);

    private string Province => Bare(Root.NameIn(text.Language));

    private ReportUnit Root => _report.Ancestors.Count > 0 ? _report.Ancestors[0] : _report.Unit;

    /// <param name="kind">Letters of the kind of document in its number: BC, KH, PA.</param>
    public PaperHead Head(string kind) => new(
        Upper(Above()), Upper(Issuer()),
        text["Số:        /{0}-{1}", kind, Letters()],
        text["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], text["Độc lập - Tự do - Hạnh phúc"],
        text["{0}, ngày     tháng     năm {1}", Province, record.Day.Year]);

    public PaperFoot Foot()
    {
        var parent = _report.Ancestors.Count > 0 ? _report.Ancestors[^1].NameIn(text.Language) : null;
        string[] recipients = [.. new[] { record.Recipient, parent }.OfType<string>().Distinct().Select(r => text["- {0};", r]), text["- Lưu: VT."]];
        return new(text["Nơi nhận:"], recipients, Signer(), text["(Ký, đóng dấu, ghi rõ họ tên)"]);
    }

    private string Above() => _unit.Level switch
    {
        UnitLevel.Province or UnitLevel.Commune => "",
        UnitLevel.Department => Committee(Root.NameIn(text.Language)),
        _ => _report.Ancestors.Count > 0 ? _report.Ancestors[^1].NameIn(text.Language) : "",
    };

    private string Issuer() => _unit.Level is UnitLevel.Province or UnitLevel.Commune ? Committee(Name) : Name;

    private string Committee(string name) =>
        name.StartsWith("Ủy ban", StringComparison.OrdinalIgnoreCase) || name.StartsWith("UBND", StringComparison.OrdinalIgnoreCase) ? name : text["Ủy ban nhân dân {0}", name];

    private string[] Signer() => _unit.Level switch
    {
        UnitLevel.Province or UnitLevel.Commune => [text["TM. ỦY BAN NHÂN DÂN"], text["CHỦ TỊCH"]],
        UnitLevel.Department => [text["GIÁM ĐỐC"]],
        UnitLevel.Room => [text["TRƯỞNG PHÒNG"]],
        _ => [text["THỦ TRƯỞNG ĐƠN VỊ"]],
    };

    // Initials as registers write them: "Sở Giáo dục và Đào tạo" is SGDĐT. They are Vietnamese in every language.
    private string Letters() => _unit.Level is UnitLevel.Province or UnitLevel.Commune ? "UBND"
        : string.Concat(_unit.Name.Split(' ', '-', ',').Where(w => w.Length > 0 && char.IsLetter(w[0]) && w is not ("và" or "của")).Select(w => char.ToUpperInvariant(w[0])));

    private string Upper(string words) => words.ToUpper(text.Culture);

    private static string Bare(string name)
    {
        foreach (var word in new[] { "Tỉnh ", "Thành phố " })
        {
            name = name.StartsWith(word, StringComparison.Ordinal) ? name[word.Length..] : name;
        }

        return name.EndsWith(" Province", StringComparison.Ordinal) ? name[..^" Province".Length] : name;
    }
}
