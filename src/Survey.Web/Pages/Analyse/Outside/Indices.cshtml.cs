using System.Text.RegularExpressions;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Outside;

public sealed record OutsideIndexInput
{
    public string? Code { get; init; }
    public string? Name { get; init; }
    public string? NameEn { get; init; }
    public string? Publisher { get; init; }
    public string? Maximum { get; init; }

    public OutsideIndexInput Clean() => new() { Code = Line(Code), Name = Line(Name), NameEn = Line(NameEn), Publisher = Line(Publisher), Maximum = Line(Maximum) };

    private static string Line(string? text) => TypedText.Clean(text).Replace('\n', ' ');
}

public sealed partial class OutsideIndexRules : AbstractValidator<OutsideIndexInput>
{
    public OutsideIndexRules(ReportText texts)
    {
        RuleFor(i => i.Code).Must(c => Code().IsMatch(c!)).WithMessage(texts["Mã gồm 1–32 chữ thường không dấu, chữ số, dấu gạch dưới."]);
        RuleFor(i => i.Name).NotEmpty().MaximumLength(Unit.NameLength).WithMessage(texts["Tên gồm 1–200 ký tự."]);
        RuleFor(i => i.NameEn).MaximumLength(Unit.NameLength).WithMessage(texts["Tên tiếng Anh dài quá {0} ký tự.", Unit.NameLength]);
        RuleFor(i => i.Publisher).NotEmpty().MaximumLength(Unit.NameLength).WithMessage(texts["Hãy ghi cơ quan công bố, nhiều nhất 200 ký tự."]);
        RuleFor(i => i.Maximum).Must(m => m!.Length == 0 || Core.Indices.PrintedNumber.TenThousandths(m) is > 0 and <= 100_000_000)
            .WithMessage(texts["Điểm tối đa là số đến 10.000, hoặc để trống."]);
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}

/// <summary>The list of indices that the province follows; who analyses the whole province adds to it.</summary>
public sealed class OutsideIndicesModel(SurveyDbContext database, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public OutsideIndexInput Input { get; set; } = new();

    public IReadOnlyList<OutsideIndex> Indices { get; private set; } = [];
    public bool MayAdd { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (!MayAdd)
        {
            return NotFound();
        }

        Input = Input.Clean();
        if (Keep(new OutsideIndexRules(texts).Validate(Input)) && Indices.Any(i => i.Code == Input.Code))
        {
            Problem("Code", texts["Mã này đã có trong danh mục."]);
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        database.Add(new OutsideIndex
        {
            Code = Input.Code!,
            Name = Input.Name!,
            NameEn = Input.NameEn is { Length: > 0 } english ? english : Input.Name!,
            Publisher = Input.Publisher!,
            MaximumHundredths = (int?)(Core.Indices.PrintedNumber.TenThousandths(Input.Maximum!) / 100),
        });
        database.Audit(calendar, Access.AccountId, "outside_index_added", Input.Code!);
        await database.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã thêm chỉ số vào danh mục."]);
        return LocalRedirect("/analyse/outside/indices");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Indices = await database.OutsideIndices.WithPresetsAsync(cancellationToken);
        MayAdd = await database.Units.Where(Access.Units(Role.Analyst)).AnyAsync(u => u.ParentId == null, cancellationToken);
    }
}
