using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Outside;

/// <summary>What a published value is made of, as typed.</summary>
public sealed record OutsideInput
{
    public string? Unit { get; init; }
    public string? Index { get; init; }
    public string? Component { get; init; }
    public string? Year { get; init; }
    public string? Verbatim { get; init; }
    public string? Rank { get; init; }
    public string? Target { get; init; }
    public string? Source { get; init; }
    public string? Address { get; init; }
    public string? Note { get; init; }
    public int Revision { get; init; }

    public int? YearOf => int.TryParse(Year, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) ? year : null;

    /// <summary>The same with every text clean and on one line.</summary>
    public OutsideInput Clean() => this with
    {
        Component = Line(Component),
        Year = Line(Year),
        Verbatim = Line(Verbatim),
        Rank = Line(Rank),
        Target = Line(Target),
        Source = Line(Source),
        Address = Line(Address),
        Note = Line(Note),
    };

    private static string Line(string? text) => TypedText.Clean(text).Replace('\n', ' ');
}

public sealed class OutsideInputRules : AbstractValidator<OutsideInput>
{
    public OutsideInputRules(ReportText texts)
    {
        RuleFor(i => i.Verbatim).NotEmpty().WithMessage(texts["Hãy gõ giá trị đúng như nguồn in."])
            .MaximumLength(OutsideValue.VerbatimLength).WithMessage(texts["Giá trị dài quá {0} ký tự.", OutsideValue.VerbatimLength]);
        RuleFor(i => i.Source).NotEmpty().WithMessage(texts["Hãy ghi văn bản nguồn."]).MaximumLength(300).WithMessage(texts["Văn bản nguồn dài quá {0} ký tự.", 300]);
        RuleFor(i => i.Rank).MaximumLength(OutsideValue.VerbatimLength).WithMessage(texts["Xếp hạng dài quá {0} ký tự.", OutsideValue.VerbatimLength]);
        RuleFor(i => i.Target).MaximumLength(OutsideValue.VerbatimLength).WithMessage(texts["Chỉ tiêu dài quá {0} ký tự.", OutsideValue.VerbatimLength]);
        RuleFor(i => i.Component).MaximumLength(100).WithMessage(texts["Nội dung thành phần dài quá {0} ký tự.", 100]);
        RuleFor(i => i.Note).MaximumLength(400).WithMessage(texts["Ghi chú dài quá {0} ký tự.", 400]);
        RuleFor(i => i.Address).Must(a => a!.Length <= 300 && OutsideImport.IsAddress(a)).WithMessage(texts["Đường dẫn phải bắt đầu bằng http:// hoặc https://."]);
        RuleFor(i => i.Year).Must((i, _) => i.YearOf is >= 1990 and <= 2100).WithMessage(texts["Năm là số từ 1990 đến 2100."]);
    }
}

/// <summary>One published value: added, corrected, removed.</summary>
public sealed class OutsideEditModel(SurveyDbContext database, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty(SupportsGet = true)]
    public long? Id { get; set; }

    [BindProperty(Name = "Input")]
    public OutsideInput Input { get; set; } = new();

    /// <summary>Null: a new one.</summary>
    public OutsideRow? Row { get; private set; }
    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public IReadOnlyList<OutsideIndex> Indices { get; private set; } = [];

    public string Address => "/analyse/outside/edit" + (Id is { } id ? "?id=" + id.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");

    public async Task<IActionResult> OnGetAsync(string? unit, string? index, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = Row is not { Value: var v } ? new OutsideInput { Unit = unit, Index = index, Year = $"{calendar.Today.Year - 1}" } : new OutsideInput
        {
            Verbatim = v.Verbatim,
            Rank = v.Rank,
            Target = v.Target,
            Source = v.Source,
            Address = v.Address,
            Note = v.Note,
            Year = $"{v.Year}",
            Revision = v.Revision,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = (Row is null ? Input : Input with { Year = $"{Row.Value.Year}" }).Clean();
        Keep(new OutsideInputRules(texts).Validate(Input));
        var unit = Row?.Unit ?? await database.Units.Where(Access.Units(Role.Analyst)).SingleOrDefaultAsync(u => u.Code == Input.Unit, cancellationToken);
        if (unit is null)
        {
            Problem("Unit", texts["Hãy chọn đơn vị."]);
        }

        if (Row is null && !Indices.Any(i => i.Code == Input.Index))
        {
            Problem("Index", texts["Hãy chọn chỉ số."]);
        }

        if (Row is not null && Row.Value.Revision != Input.Revision)
        {
            Problem("", texts["Người khác vừa sửa giá trị này. Hãy tải lại trang để xem rồi sửa lại."]);
        }

        return Problems.Count > 0 ? Page() : await SaveAsync(unit!, cancellationToken);
    }

    public async Task<IActionResult> OnPostDeleteAsync(int revision, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken) || Row is null)
        {
            return NotFound();
        }

        if (Row.Value.Revision != revision || !ModelState.IsValid)
        {
            return StatusCode(StatusCodes.Status409Conflict);
        }

        database.Remove(Row.Value);
        database.Audit(calendar, Access.AccountId, "outside_deleted", Subject(Row.Unit, Row.Value));
        await database.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã xóa giá trị."]);
        return LocalRedirect($"/analyse/{Row.Unit.Code}/outside");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Units = await database.UnitChoicesAsync(Access, Role.Analyst, cancellationToken);
        Indices = await database.OutsideIndices.WithPresetsAsync(cancellationToken);
        if (Id is null)
        {
            return ModelState.GetFieldValidationState(nameof(Id)) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid;
        }

        var value = await database.OutsideValues.SingleOrDefaultAsync(v => v.Id == Id, cancellationToken);
        var unit = value is null ? null : await database.Units.AsNoTracking().Where(Access.Units(Role.Analyst)).SingleOrDefaultAsync(u => u.Id == value.UnitId, cancellationToken);
        Row = unit is null ? null : new OutsideRow(value!, Indices.Single(i => i.Code == value!.IndexCode), unit);
        return Row is not null;
    }

    private async Task<IActionResult> SaveAsync(Unit unit, CancellationToken cancellationToken)
    {
        var value = Row?.Value;
        if (value is null)
        {
            await database.OutsideIndices.FindOrAddAsync(Input.Index!, cancellationToken);
            value = new OutsideValue { Id = RandomKey.New(), UnitId = unit.Id, IndexCode = Input.Index!, Component = Input.Component!, Year = Input.YearOf!.Value, Verbatim = Input.Verbatim!, Source = Input.Source! };
            database.Add(value);
        }

        (value.Verbatim, value.Rank, value.Target, value.Source, value.Address, value.Note) = (Input.Verbatim!, Input.Rank!, Input.Target!, Input.Source!, Input.Address!, Input.Note!);
        value.TenThousandths = PrintedNumber.TenThousandths(value.Verbatim);
        value.Revision++;
        database.Audit(calendar, Access.AccountId, Row is null ? "outside_added" : "outside_changed", Subject(unit, value));
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (LostRace.IsLost(error))
        {
            database.ChangeTracker.Clear();
            Problem("", Row is null
                ? texts["Đơn vị này đã có giá trị của chỉ số, thành phần và năm đó: hãy sửa giá trị ấy."]
                : texts["Người khác vừa sửa giá trị này. Hãy tải lại trang để xem rồi sửa lại."]);
            return Page();
        }

        Notice(texts["Đã lưu giá trị."]);
        return LocalRedirect($"/analyse/{unit.Code}/outside");
    }

    private static string Subject(Unit unit, OutsideValue value) => $"{unit.Code} {value.IndexCode} {value.Component} {value.Year}: {value.Verbatim}";
}
