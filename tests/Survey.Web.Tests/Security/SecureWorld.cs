using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Security;

/// <summary>All that one unit owns.</summary>
public sealed record Holding(Unit Unit, CollectionPoint Point, QuestionnaireVersion Version, Wave Wave, Account Account, Ticket Ticket, Remedy Remedy, ApiToken Token, ReportPack Pack, StoredScoreSheet Sheet, Delivery Delivery);

/// <summary>
/// A department with a room below it and a neighbour, each with a counter, a questionnaire, a wave and an account. The
/// neighbour's code differs from the department's by the character that SQL's LIKE takes for any other.
/// </summary>
public sealed class SecureWorld : IAsyncLifetime
{
    public SurveyHost Host { get; private set; } = null!;
    public Unit Root { get; private set; } = null!;
    public StoredScoringScheme Scheme { get; private set; } = null!;
    public Holding Own { get; private set; } = null!;
    public Holding Child { get; private set; } = null!;
    public Holding Sibling { get; private set; } = null!;

    /// <summary>All requests of a test come from one address.</summary>
    public static IReadOnlyDictionary<string, string?> Unlimited { get; } =
        new[] { "Answers", "Pages", "Contacts", "SignIns", "SignInPages", "Programs", "UnknownPrograms" }.ToDictionary(n => "Survey:LimitsPerMinute:" + n, _ => (string?)"0");

    /// <summary>Hashing at its real price has tests of its own.</summary>
    public static void HashCheaply(IServiceCollection services) => services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = 1);

    public async ValueTask InitializeAsync()
    {
        Host = await SurveyHost.StartAsync(new SurveyHostStart
        {
            Services = HashCheaply,
            // Refused input and lost races are these tests' daily bread.
            Settings = new Dictionary<string, string?>(Unlimited) { ["Serilog:MinimumLevel:Override:Microsoft.EntityFrameworkCore"] = "Fatal" },
        });
        await using var context = Host.CreateContext();
        var sample = new Sample(context);
        Root = await sample.UnitAsync("tinh");
        Scheme = new() { Id = RandomKey.New(), Code = "par_s2", Version = 1, EffectiveFrom = new(2022, 1, 1), Json = await File.ReadAllTextAsync(Path.Combine(Sample.Library, "scoring", "par_s2.json")) };
        context.Add(Scheme);
        Own = await HoldAsync(sample, await sample.UnitAsync("so_a", Root));
        Child = await HoldAsync(sample, await sample.UnitAsync("phong_a", Own.Unit, UnitLevel.Room));
        Sibling = await HoldAsync(sample, await sample.UnitAsync("soxa", Root));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        context.Add(new StoredPeriod { Id = RandomKey.New(), Code = "2026-q3", Template = "s2", Year = 2026, Name = "Quý", NameEn = "Quarter", First = today.AddDays(-30), Last = today.AddDays(30) });
        await context.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task<StaffClient> SignInAsync(Role role, Unit? unit = null) => StaffClient.SignInAsync(Host, (role, unit ?? Own.Unit));

    private async Task<Holding> HoldAsync(Sample sample, Unit unit)
    {
        var point = await sample.PointAsync(unit, "q_" + unit.Code);
        var version = await sample.VersionAsync(unit, Sample.QuestionnaireJsonOf("sipas_short").Replace("\"sipas_short\"", $"\"sipas_{unit.Code}\"", StringComparison.Ordinal));
        return new Holding(unit, point, version, await sample.OpenWaveAsync(version, unit, point), await StaffClient.CreateAccountAsync(Host, (Role.Analyst, unit)), await sample.TicketAsync(unit),
            await sample.RemedyAsync(unit, version), await sample.TokenAsync(unit), await sample.PackAsync(unit, version), await sample.ScoreSheetAsync(unit, Scheme, "2026-q3"), await sample.DeliveryAsync(unit));
    }

    public static bool IsRefusal(HttpStatusCode status) => (int)status is >= 400 and < 500;
}
