using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Analyse.Tables;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Ratings;

/// <summary>The rating by points of a unit: what citizens judge, and what is typed in or imported from other software.</summary>
public sealed partial class RatingModel(SurveyDbContext database, Importer importer, LocalCalendar calendar, ReportText texts, SelectionQuery selections, RatingDesk desk)
    : TablePage(database, importer, calendar, texts), IReadsFormFields
{
    private const int SourceLength = 200;

    private readonly SurveyDbContext _database = database;
    private readonly ReportText _texts = texts;
    private IReadOnlyList<CriterionValue> _values = [];

    /// <summary>What the page showed, so that nobody writes over another's numbers.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public Unit Unit { get; private set; } = null!;
    public Selection? Selection { get; private set; }
    public RatingPlace? Place { get; private set; }
    public RatingSheet? Sheet { get; private set; }

    /// <summary>As typed, where the page comes back with problems: points and source by criterion.</summary>
    public Dictionary<string, (string Points, string Source)> Typed { get; } = new(StringComparer.Ordinal);

    public override string Address => Place?.Selection.Address(Unit.Code, "/points") ?? $"/analyse/{Unit.Code}/points";

    public override IReadOnlyList<(string Name, string Words)> Columns =>
    [
        ("unit", _texts["mã của đơn vị"]), ("period", _texts["mã kỳ: năm rồi mã, ví dụ 2026-q1"]), ("index", _texts["mã chỉ số của phiếu"]),
        ("criterion", _texts["mã tiêu chí"]), ("points", _texts["điểm, nhiều nhất bốn chữ số lẻ"]), ("source", _texts["lấy từ đâu, bằng lời"]),
        ("unit_name, criterion_name", _texts["tên để dễ nhìn, không đọc"]),
    ];

    protected override ImportKind Kind => ImportKind.Criteria;

    protected override string Action => "criteria_imported";

    public string State => string.Join(';', _values.OrderBy(v => v.Criterion, StringComparer.Ordinal).Select(v => $"{v.Criterion}={v.TenThousandths}"));

    public bool MayRead(string? handler, string field) => Field().IsMatch(field);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } ended)
        {
            return ended;
        }

        if (Place is null || Request.Form.Keys.Any(k => Field().IsMatch(k) && !Place.Rating.External.Any(c => c.Code == k[2..])))
        {
            return BadRequest();
        }

        var typed = Read(Place);
        if ((Seen ?? "") != State)
        {
            Problem("", _texts["Người khác vừa sửa các điểm này. Hãy tải lại trang để xem rồi sửa lại."]);
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        await desk.SaveAsync(Place, _values, typed, Access.AccountId, cancellationToken);
        Notice(_texts["Đã lưu điểm các tiêu chí."]);
        return LocalRedirect(Address);
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, RouteData.Values["unit"]?.ToString() ?? "", cancellationToken) is not { } unit)
        {
            return NotFound();
        }

        Unit = unit;
        var choices = Choices.From(Request.Query);
        Selection = await selections.OfAsync(unit, choices with { Index = null }, cancellationToken);
        if (Selection is null)
        {
            return choices.AreNone ? null : NotFound();
        }

        Place = RatingDesk.PlaceOf(Selection);
        if (Place is not null)
        {
            _values = await desk.ValuesAsync(Place, cancellationToken);
            Sheet = await desk.SheetAsync(Place, _values, cancellationToken);
        }

        return null;
    }

    protected override async Task<(string Name, IReadOnlyList<string[]> Rows)> TemplateAsync(CancellationToken cancellationToken)
    {
        List<string[]> rows = [["unit", "unit_name", "period", "index", "criterion", "criterion_name", "points", "source"]];
        if (Place is not null)
        {
            var path = Unit.Path;
            var units = await _database.Units.AsNoTracking().Where(u => u.Path.StartsWith(path) && (u.Id == Unit.Id || _database.CollectionPoints.Any(p => p.UnitId == u.Id)))
                .OrderBy(u => u.Path).ToListAsync(cancellationToken);
            rows.AddRange(units.SelectMany(u => Place.Rating.External.Select(c => new[]
            {
                u.Code, u.NameIn(_texts.Language), Place.Selection.Period.Code, Place.Index.Code, c.Code, _texts.In(c.Title), "", "",
            })));
        }

        return ($"diem-tieu-chi-{Place?.Selection.Period.Code}", rows);
    }

    private Dictionary<string, (int? Points, string Source)> Read(RatingPlace place)
    {
        var read = new Dictionary<string, (int?, string)>(StringComparer.Ordinal);
        foreach (var criterion in place.Rating.External)
        {
            var points = TypedText.Clean(Request.Form["p." + criterion.Code]);
            var source = TypedText.Clean(Request.Form["s." + criterion.Code]).Replace('\n', ' ');
            Typed[criterion.Code] = (points, source);
            var value = CriterionPointsText.TenThousandths(points, criterion.Maximum);
            if (points.Length > 0 && value is null)
            {
                Problem("p." + criterion.Code, _texts["{0}: điểm là số từ 0 đến {1}, nhiều nhất bốn chữ số lẻ.", _texts.In(criterion.Title), _texts.Number(criterion.Maximum, "0.####")]);
            }

            if (value is not null && source.Length is 0 or > SourceLength)
            {
                Problem("s." + criterion.Code, _texts["{0}: hãy ghi lấy từ đâu, nhiều nhất {1} ký tự.", _texts.In(criterion.Title), SourceLength.ToString(CultureInfo.InvariantCulture)]);
            }

            read[criterion.Code] = (value, source);
        }

        return read;
    }

    [GeneratedRegex("^[ps]\\.[a-z0-9_]{1,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
