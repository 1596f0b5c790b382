using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>Adds a system that scoring files are pushed to.</summary>
public sealed class ReceiverNewModel(SurveyDbContext context, ReceiverAddress addresses, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public ReceiverInput Input { get; set; } = new();

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Units = await context.UnitChoicesAsync(Access, Role.Administrator, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        if (Units.FirstOrDefault(u => u.Id == Input.UnitId) is not { } unit)
        {
            return NotFound();
        }

        if (!Keep(await new ReceiverRules(texts, addresses).ValidateAsync(Input, cancellationToken)))
        {
            return Page();
        }

        var receiver = new Receiver { Id = RandomKey.New(), Name = TypedText.Clean(Input.Name), Address = TypedText.Clean(Input.Address), UnitId = unit.Id, CreatedBy = Access.AccountId, CreatedAt = calendar.UtcNow };
        context.Add(receiver);
        context.Audit(calendar, Access.AccountId, "receiver_added", $"{receiver.Name} · {receiver.Address} · {unit.Code}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã lưu."]);
        return LocalRedirect("/admin/programs/receivers");
    }
}

public sealed class ReceiverInput
{
    public string? Name { get; set; }
    public string? Address { get; set; }
    public long UnitId { get; set; }
}

public sealed class ReceiverRules : AbstractValidator<ReceiverInput>
{
    private const int NameLength = 100;

    public ReceiverRules(IStringLocalizer<AdminTexts> texts, ReceiverAddress addresses)
    {
        RuleFor(i => i.Name).Must(n => TypedText.Clean(n).Length > 0).WithMessage(texts["Hãy ghi tên hệ thống nhận."]);
        RuleFor(i => i.Name).Must(n => TypedText.Clean(n).Length <= NameLength).WithMessage(texts["Tên dài quá {0} ký tự.", NameLength]);
        RuleFor(i => i.Address).Must(a => ReceiverAddress.TryRead(TypedText.Clean(a), out _)).WithMessage(texts["Địa chỉ phải bắt đầu bằng https://, không kèm tên đăng nhập hay dấu #, dài nhất {0} ký tự.", ReceiverAddress.MaxLength]);
        RuleFor(i => i.Address).Must(a => !ReceiverAddress.TryRead(TypedText.Clean(a), out var address) || addresses.MayBe(address))
            .WithMessage(texts["Không gửi được tới địa chỉ trong mạng nội bộ. Nếu cần, hãy nhờ người quản lý máy chủ cho phép mạng đó."]);
    }
}

/// <summary>The fields that adding and changing share.</summary>
public sealed record ReceiverFields(StaffPage Page, ReceiverInput Input);
