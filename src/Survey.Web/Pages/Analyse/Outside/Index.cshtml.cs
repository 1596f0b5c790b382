using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Analyse.Tables;
using Survey.Web.Pages.Design;

namespace Survey.Web.Pages.Analyse.Outside;

/// <summary>All published values of the person's units, and more from a file.</summary>
public sealed class OutsideModel(SurveyDbContext database, Importer importer, LocalCalendar calendar, ReportText texts, OutsideQuery outside)
    : TablePage(database, importer, calendar, texts)
{
    private const int PageSize = 100;

    private readonly SurveyDbContext _database = database;
    private readonly ReportText _texts = texts;

    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Index { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public IReadOnlyList<OutsideIndex> Indices { get; private set; } = [];
    public IReadOnlyList<OutsideRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public override string Address => "/analyse/outside";

    public override IReadOnlyList<(string Name, string Words)> Columns =>
    [
        ("unit", _texts["mã của đơn vị"]), ("index", _texts["mã chỉ số trong danh mục, ví dụ papi"]), ("component", _texts["nội dung thành phần; để trống là cả chỉ số"]),
        ("year", _texts["năm của chỉ số"]), ("value", _texts["giá trị đúng như nguồn in, ví dụ 62.97%"]), ("rank, target", _texts["xếp hạng, chỉ tiêu đúng như nguồn in; có thể để trống"]),
        ("source", _texts["văn bản công bố"]), ("address, note", _texts["đường dẫn http(s), ghi chú; có thể để trống"]),
    ];

    protected override ImportKind Kind => ImportKind.Outside;

    protected override string Action => "outside_imported";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        Units = await _database.UnitChoicesAsync(Access, Role.Analyst, cancellationToken);
        Indices = await _database.OutsideIndices.WithPresetsAsync(cancellationToken);
        var rows = (await outside.RowsAsync(_database.Units.Where(Access.Units(Role.Analyst)), cancellationToken))
            .FindAll(r => (string.IsNullOrEmpty(Unit) || r.Unit.Code == Unit) && (string.IsNullOrEmpty(Index) || r.Index.Code == Index));
        Total = rows.Count;
        P = Math.Clamp(P, 1, PageCount);
        Rows = [.. rows.Skip((P - 1) * PageSize).Take(PageSize)];
        return null;
    }

    protected override Task<(string Name, IReadOnlyList<string[]> Rows)> TemplateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(string, IReadOnlyList<string[]>)>(("chi-so-ben-ngoai",
        [
            ["unit", "index", "component", "year", "value", "rank", "target", "source", "address", "note"],
            [Units.Count > 0 ? Units[0].Code : "", "papi", "", "2021", "62.97%", "15/21", "trên 90%", _texts["Tên và số văn bản công bố"], "", ""],
        ]));
}
