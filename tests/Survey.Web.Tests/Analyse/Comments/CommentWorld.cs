using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Analyse.Comments;

/// <summary>
/// A province on 20 September 2026 with released responses and words: so_a has a large counter and two small ones, so_b a single
/// small one. Words are added by the tests.
/// </summary>
internal sealed class CommentWorld : IAsyncDisposable
{
    public const string Period = "2026-q3";
    public const int August = 202608;
    public const int September = 202609;

    private CommentWorld(SurveyHost host, SurveyDbContext context) => (Host, Context, Sample) = (host, context, new Sample(context));

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public SurveyHost Host { get; }
    public SurveyDbContext Context { get; }
    public Sample Sample { get; }
    public Unit Province { get; private set; } = null!;
    public Unit SoA { get; private set; } = null!;
    public Unit SoB { get; private set; } = null!;
    public CollectionPoint Big { get; private set; } = null!;
    public CollectionPoint SmallOne { get; private set; } = null!;
    public CollectionPoint SmallTwo { get; private set; } = null!;
    public CollectionPoint Alone { get; private set; } = null!;
    public Wave Wave { get; private set; } = null!;

    public static async Task<CommentWorld> CreateAsync()
    {
        var host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero), Services = SecureWorld.HashCheaply, Settings = SecureWorld.Unlimited });
        var world = new CommentWorld(host, host.CreateContext());
        world.Province = await world.Sample.UnitAsync("tinh");
        world.SoA = await world.Sample.UnitAsync("so_a", world.Province);
        world.SoB = await world.Sample.UnitAsync("so_b", world.Province);
        world.Big = await world.Sample.PointAsync(world.SoA, "big");
        world.SmallOne = await world.Sample.PointAsync(world.SoA, "small1");
        world.SmallTwo = await world.Sample.PointAsync(world.SoA, "small2");
        world.Alone = await world.Sample.PointAsync(world.SoB, "alone");
        var version = await world.Sample.VersionAsync(world.Province, Sample.QuestionnaireJsonOf("sipas_short"));
        world.Wave = await world.Sample.OpenWaveAsync(version, world.Province, world.Big, world.SmallOne, world.SmallTwo, world.Alone);
        world.Context.Add(new StoredPeriod { Id = RandomKey.New(), Code = Period, Template = "s2", Year = 2026, Name = "Quý III/2026", NameEn = "Q3 2026", First = new(2026, 6, 15), Last = new(2026, 9, 21) });
        await world.Context.SaveChangesAsync(Cancel);
        return world;
    }

    public Task<StaffClient> SignInAsync(Role role, Unit? unit = null) => StaffClient.SignInAsync(Host, (role, unit ?? Province));

    public async Task AnswerAsync(CollectionPoint point, int month, int count, bool waiting = false)
    {
        for (var i = 0; i < count; i++)
        {
            var day = new DateOnly(month / 100, month % 100, 1 + (i % 19));
            var id = RandomKey.ForDay(day);
            Context.Add(new SurveyResponse { Id = id, WaveId = Wave.Id, VersionId = Wave.VersionId, CollectionPointId = point.Id, ServiceId = 0, Channel = Channel.Qr, Day = day, Answers = "{}" });
            if (waiting)
            {
                Context.Add(new PendingFold { Id = id, WaveId = Wave.Id, CollectionPointId = point.Id });
            }
        }

        await Context.SaveChangesAsync(Cancel);
    }

    public async Task<Comment> SayAsync(CollectionPoint point, int month, string text, bool low = false, bool plain = true)
    {
        var comment = new Comment { Id = RandomKey.New63(), Month = month, CollectionPointId = point.Id, Item = "comment", Text = text, LowOverall = low, Plain = plain ? SearchWords.OfComment(text) : null };
        Context.Add(comment);
        await Context.SaveChangesAsync(Cancel);
        return comment;
    }

    /// <summary>The words that a page shows, in its order.</summary>
    public static async Task<List<string>> WordsAsync(StaffClient client, string address)
    {
        var page = await client.PageAsync(address);
        return [.. page.QuerySelectorAll(".said-list .words").Select(w => w.TextContent)];
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Host.DisposeAsync();
    }
}
