using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NJsonSchema;
using Survey.Web.Data;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Analyse;

namespace Survey.Web.Tests.Programs;

/// <summary>Scoring files on their way to a receiver that fails in every way.</summary>
public sealed class DeliveryTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(9);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppraisedSheet_GoesOut_Signed_ValidByItsSchema_AndItsReceiptIsKept()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        var receiver = await world.AddReceiverAsync();
        var sheet = await world.AppraiseAsync();

        Assert.Equal(1, await world.Worker.SendDueAsync(Cancel));
        Assert.Equal(0, await world.Worker.SendDueAsync(Cancel));

        var (key, body) = Assert.Single(world.Store.Applied);
        Assert.Equal($"par_s2.1.so_a.{AnalyseProvince.Period}.1.{receiver.Id}", key);
        var delivery = Assert.Single(await world.DeliveriesAsync());
        Assert.Equal((DeliveryState.Delivered, 1, 200, world.Now), (delivery.State, delivery.Attempts, delivery.LastStatus, delivery.DeliveredAt));
        Assert.Contains("\"receipt\":\"1\"", delivery.Receipt, StringComparison.Ordinal);
        Assert.Equal(delivery.Payload, body);
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(Sample.Library, "schema", "scoring-file.schema.json"), Cancel), Cancel);
        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(body)));
        using var file = JsonDocument.Parse(body);
        Assert.Equal(sheet.Number, file.RootElement.GetProperty("header").GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task File_IsTheSameByDelivery_ByDownload_AndByTheInterface_WhateverIsRenamedLater()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        await world.AddReceiverAsync();
        await world.AppraiseAsync();
        await world.Worker.SendDueAsync(Cancel);
        await using (var context = world.Host.CreateContext())
        {
            await context.Units.Where(u => u.Id == world.SoA.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Name, "Tên mới"), Cancel);
        }

        using var analyst = await StaffClient.SignInAsync(world.Host, (Role.Analyst, world.Province));
        using var client = await ProgramClient.WithTokenAsync(world.Host, world.SoA);
        var downloaded = await analyst.Http.GetByteArrayAsync(AnalyseProvince.Address("/analyse/export/scoring?unit=so_a"), Cancel);
        var read = await client.Http.GetByteArrayAsync($"/api/v1/units/so_a/periods/{AnalyseProvince.Period}/scoring/par_s2", Cancel);

        var (_, sent) = Assert.Single(world.Store.Applied);
        Assert.Equal(sent, downloaded);
        Assert.Equal(sent, read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task EachRevision_IsAppliedOnce_WhateverBefallsSenderAndReceiver(int seed)
    {
        await using var world = await DeliveryWorld.CreateAsync(attempts: 1000);
        await world.AddReceiverAsync();
        var random = new Random(seed);
        var faults = new[] { Fault.Error, Fault.Busy, Fault.DropBefore, Fault.DropAfter, Fault.ErrorAfter, Fault.DropAfter, Fault.SlowAfter, Fault.SenderDies, Fault.Redirect, Fault.HugeAnswer };
        world.Receiver.NextFault = () => random.NextDouble() < 0.6 ? faults[random.Next(faults.Length)] : Fault.None;
        var isUp = true;
        for (var round = 0; round < 80 && (round < 6 || (await world.DeliveriesAsync()).Exists(d => d.State != DeliveryState.Delivered)); round++)
        {
            if (round < 6)
            {
                await world.AppraiseAsync(random.Next(2) == 0 ? world.SoA : world.SoB);
            }

            isUp = await FlipAsync(world, random, isUp);
            await SendAsync(world);
            world.Advance(Long);
        }

        var deliveries = await world.DeliveriesAsync();
        Assert.Equal(6, deliveries.Count);
        Assert.All(deliveries, d => Assert.Equal((DeliveryState.Delivered, 200), (d.State, d.LastStatus)));
        Assert.Equal(deliveries.Select(d => d.IdempotencyKey).Order(StringComparer.Ordinal), world.Store.Applied.Select(a => a.Key).Order(StringComparer.Ordinal));
        Assert.All(deliveries, d => Assert.Equal(d.Payload, world.Store.Applied.Single(a => a.Key == d.IdempotencyKey).Body));
        Assert.True(deliveries.Sum(d => d.Attempts) > 6);
    }

    [Fact]
    public async Task TwoNodes_SendEachFileOnce()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        await world.AddReceiverAsync();
        for (var i = 0; i < 8; i++)
        {
            await world.AppraiseAsync();
        }

        var services = world.Host.Services;
        var other = new DeliveryWorker(services.GetRequiredService<IDbContextFactory<SurveyDbContext>>(), services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<DeliveryClient>(),
            services.GetRequiredService<SurveySettings>(), services.GetRequiredService<TimeProvider>(), NullLogger<DeliveryWorker>.Instance);
        // On SQLite a node may find the database locked; what it left the next round sends.
        await Task.WhenAll(QuietlyAsync(world.Worker), QuietlyAsync(other));
        world.Advance(Long);
        await world.Worker.SendDueAsync(Cancel);

        Assert.Equal(8, world.Store.Applied.Count);
        Assert.Equal(8, world.Receiver.Requests.Count);
        Assert.All(await world.DeliveriesAsync(), d => Assert.Equal(DeliveryState.Delivered, d.State));
    }

    [Theory]
    [InlineData(Fault.Error, "500")]
    [InlineData(Fault.Busy, "429")]
    [InlineData(Fault.DropBefore, DeliveryFailure.Connection)]
    [InlineData(Fault.SlowBefore, DeliveryFailure.Timeout)]
    [InlineData(Fault.Redirect, "307")]
    public async Task FailedAttempt_IsTriedAgainLater_AndGivenUpInTheEnd_AndSentAgainByTheAdministrator(Fault fault, string reason)
    {
        await using var world = await DeliveryWorld.CreateAsync(attempts: 2);
        await world.AddReceiverAsync();
        await world.AppraiseAsync();
        world.Receiver.NextFault = () => fault;
        await world.Worker.SendDueAsync(Cancel);
        await world.Worker.SendDueAsync(Cancel);

        var first = Assert.Single(await world.DeliveriesAsync());
        Assert.Equal((DeliveryState.Waiting, 1, reason, (DateTime?)null), (first.State, first.Attempts, first.LastError, first.LeaseUntil));
        Assert.InRange(first.NextAttemptAt - world.Now, fault == Fault.Busy ? TimeSpan.FromHours(2) : TimeSpan.FromSeconds(45), TimeSpan.FromHours(2));
        world.Advance(Long);
        await world.Worker.SendDueAsync(Cancel);
        var dead = Assert.Single(await world.DeliveriesAsync());
        Assert.Equal((DeliveryState.Dead, 2, 2), (dead.State, dead.Attempts, world.Receiver.Requests.Count));
        Assert.All(world.Receiver.Requests, r => Assert.Equal("/scores", r.Path));

        world.Receiver.NextFault = () => Fault.None;
        using var admin = await StaffClient.SignInAsync(world.Host, (Role.Administrator, world.Province));
        var row = (await admin.PageAsync("/admin/programs/deliveries")).QuerySelector("#dead tbody tr")!;
        string Field(string name) => row.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;
        using var again = await admin.PostToAsync("/admin/programs/deliveries", "/admin/programs/deliveries?handler=Again", ("id", Field("id")), ("revision", Field("revision")));
        using var stale = await admin.PostToAsync("/admin/programs/deliveries", "/admin/programs/deliveries?handler=Again", ("id", Field("id")), ("revision", Field("revision")));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (again.StatusCode, stale.StatusCode));
        Assert.Equal(1, await world.Worker.SendDueAsync(Cancel));
        Assert.Single(world.Store.Applied);
    }

    [Fact]
    public async Task RefusedFile_IsNotSentAgainByItself_AndItsReasonIsShown()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        await world.AddReceiverAsync();
        await world.AppraiseAsync();
        world.Receiver.NextFault = () => Fault.Refuse;

        await world.Worker.SendDueAsync(Cancel);

        var dead = Assert.Single(await world.DeliveriesAsync());
        Assert.Equal((DeliveryState.Dead, 1, "422"), (dead.State, dead.Attempts, dead.LastError));
        using var admin = await StaffClient.SignInAsync(world.Host, (Role.Administrator, world.Province));
        var page = (await admin.PageAsync($"/admin/programs/deliveries/{dead.Id}")).QuerySelector("main")!.TextContent;
        Assert.Contains("Bên nhận không chấp nhận tệp (mã 422).", page, StringComparison.Ordinal);
        Assert.Contains("Kỳ này đã khóa.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HugeAnswer_IsTaken_AndCut()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        await world.AddReceiverAsync();
        await world.AppraiseAsync();
        world.Receiver.NextFault = () => Fault.HugeAnswer;

        Assert.Equal(1, await world.Worker.SendDueAsync(Cancel));

        Assert.Equal(2000, Assert.Single(await world.DeliveriesAsync()).Receipt.Length);
    }

    [Fact]
    public async Task Receiver_RefusesReplays_StaleStamps_AndChangedFiles()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        await world.AddReceiverAsync();
        await world.AppraiseAsync();
        await world.Worker.SendDueAsync(Cancel);
        var (headers, body, _) = world.Receiver.Requests.Single();

        Assert.Equal(409, await ReplayAsync(world, headers, body));
        Assert.Equal(401, await ReplayAsync(world, headers, [.. body, 32]));
        Assert.Equal(401, await ReplayAsync(world, new Dictionary<string, string>(headers) { ["Idempotency-Key"] = "another" }, body));
        Assert.Equal(401, await ReplayAsync(world, new Dictionary<string, string>(headers) { ["Survey-Key-Id"] = "another" }, body));
        world.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(401, await ReplayAsync(world, headers, body));
        Assert.Single(world.Store.Applied);
    }

    [Fact]
    public async Task Enqueue_ReachesTheReceiversOfTheUnitAndAbove_NoOthers_AndIsPartOfTheTransaction()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        var (own, above) = (await world.AddReceiverAsync(world.SoA), await world.AddReceiverAsync(world.Province));
        await world.AddReceiverAsync(world.SoB);
        await world.AddReceiverAsync(world.SoA, active: false);
        var sheet = await world.AppraiseAsync();

        Assert.Equal(new[] { own.Id, above.Id }.Order(), (await world.DeliveriesAsync()).Select(d => d.ReceiverId).Order());
        await using var context = world.Host.CreateContext();
        Assert.Equal(0, await Deliveries.EnqueueAsync(context, sheet, Cancel));
        sheet = await world.AppraiseAsync(world.SoB);
        await context.Deliveries.Where(d => d.SheetId == sheet.Id).ExecuteDeleteAsync(Cancel);
        Assert.Equal(2, await Deliveries.EnqueueAsync(context, sheet, Cancel));
        Assert.DoesNotContain(await world.DeliveriesAsync(), d => d.SheetId == sheet.Id);
    }

    [Fact]
    public async Task PausedReceiver_GetsNothing_UntilItGoesOn()
    {
        await using var world = await DeliveryWorld.CreateAsync();
        var receiver = await world.AddReceiverAsync();
        await world.AppraiseAsync();
        using var admin = await StaffClient.SignInAsync(world.Host, (Role.Administrator, world.Province));
        var page = $"/admin/programs/receivers/{receiver.Id}";

        using var paused = await admin.PostToAsync(page, page + "?handler=Pause", ("revision", "0"));
        Assert.Equal(0, await world.Worker.SendDueAsync(Cancel));
        using var stale = await admin.PostToAsync(page, page + "?handler=Resume", ("revision", "0"));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (paused.StatusCode, stale.StatusCode));
        using var resumed = await admin.PostToAsync(page, page + "?handler=Resume", ("revision", "1"));
        Assert.Equal(1, await world.Worker.SendDueAsync(Cancel));
    }

    [Fact]
    public async Task Receiver_InsideTheNetwork_IsNotReached_UnlessTheSettingNamesIt()
    {
        await using var world = await DeliveryWorld.CreateAsync(open: false);
        await world.AddReceiverAsync();
        await world.AppraiseAsync();

        Assert.Equal(0, await world.Worker.SendDueAsync(Cancel));

        Assert.Empty(world.Receiver.Requests);
        Assert.Equal(DeliveryFailure.Address, Assert.Single(await world.DeliveriesAsync()).LastError);
    }

    [Fact]
    public async Task Name_ThatLeadsInside_AtTheSecondLookOrBesideAnOpenAddress_IsNotReached()
    {
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("93.184.216.34"), IPAddress.Loopback], [IPAddress.IPv6Loopback], [IPAddress.Parse("::ffff:127.0.0.1")], [IPAddress.Parse("169.254.169.254")], []]);
        await using var world = await DeliveryWorld.CreateAsync(open: false, lookup: (_, _) => Task.FromResult(answers.Dequeue()));
        await world.AddReceiverAsync(address: world.Receiver.Address.Replace("127.0.0.1", "nhan.example.vn", StringComparison.Ordinal));
        await world.AppraiseAsync();
        foreach (var reason in new[] { DeliveryFailure.Address, DeliveryFailure.Address, DeliveryFailure.Address, DeliveryFailure.Address, DeliveryFailure.Name })
        {
            await world.Worker.SendDueAsync(Cancel);
            Assert.Equal(reason, Assert.Single(await world.DeliveriesAsync()).LastError);
            world.Advance(Long);
        }

        Assert.Empty(answers);
        Assert.Empty(world.Receiver.Requests);
    }

    [Fact]
    public async Task Certificate_OfAnotherName_IsNotBelieved()
    {
        await using var world = await DeliveryWorld.CreateAsync(lookup: (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        await world.AddReceiverAsync(address: world.Receiver.Address.Replace("127.0.0.1", "khac.example.vn", StringComparison.Ordinal));
        await world.AppraiseAsync();

        await world.Worker.SendDueAsync(Cancel);

        Assert.Equal(DeliveryFailure.Certificate, Assert.Single(await world.DeliveriesAsync()).LastError);
        Assert.Empty(world.Receiver.Requests);
    }

    private static async Task<bool> FlipAsync(DeliveryWorld world, Random random, bool isUp)
    {
        if (random.NextDouble() >= 0.3)
        {
            return isUp;
        }

        await (isUp ? world.Receiver.KillAsync() : world.Receiver.StartAsync());
        return !isUp;
    }

    private static async Task SendAsync(DeliveryWorld world)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        world.Receiver.KillSender = life.Cancel;
        try
        {
            await world.Worker.SendDueAsync(life.Token);
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            // The node died; another takes up what it held.
        }
    }

    private static async Task QuietlyAsync(DeliveryWorker worker)
    {
        try
        {
            await Task.Run(() => worker.SendDueAsync(Cancel), Cancel);
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
        }
    }

    private static async Task<int> ReplayAsync(DeliveryWorld world, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
#pragma warning disable CA5359 // The receiver of the test has made its certificate itself.
        using var handler = new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
#pragma warning restore CA5359
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, world.Receiver.Address) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers.Where(h => h.Key is not ("Host" or "Content-Length" or "Content-Type")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, Cancel);
        return (int)response.StatusCode;
    }
}
