using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Survey.Web.Data;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Analyse;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Programs;

/// <summary>A province whose appraised score sheets go to the reference receiver.</summary>
public sealed class DeliveryWorld : IAsyncDisposable
{
    private readonly AnalyseProvince _province;
    private int _number;

    private DeliveryWorld(AnalyseProvince province, SurveyHost host, ReferenceReceiver receiver, ReceiverStore store) =>
        (_province, Host, Receiver, Store) = (province, host, receiver, store);

    public SurveyHost Host { get; }
    public ReferenceReceiver Receiver { get; }
    public ReceiverStore Store { get; }
    public Unit Province => _province.Province;
    public Unit SoA => _province.SoA;
    public Unit SoB => _province.SoB;
    public DeliveryWorker Worker => Host.Services.GetRequiredService<DeliveryWorker>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DeliveryWorld> CreateAsync(int attempts = 12, bool open = true, NameLookup? lookup = null)
    {
        var province = await AnalyseProvince.CreateAsync();
        // The province's own host is a node with other settings; it is to send nothing.
        await province.Host.Services.GetRequiredService<DeliveryWorker>().StopAsync(Cancel);
        var store = new ReceiverStore();
        var receiver = new ReferenceReceiver(store, province.Host.Time!);
        await receiver.StartAsync();
        var settings = new Dictionary<string, string?>(SecureWorld.Unlimited)
        {
            ["Survey:Deliveries:Seconds"] = "0",
            ["Survey:Deliveries:TimeoutSeconds"] = "1",
            ["Survey:Deliveries:Attempts"] = $"{attempts}",
            ["Survey:Deliveries:CertificateAuthorities"] = receiver.CertificateFile,
            ["Serilog:MinimumLevel:Default"] = "Fatal",
        };
        if (open)
        {
            settings["Survey:Deliveries:AllowedNetworks:0"] = "127.0.0.0/8";
        }

        var host = await SurveyHost.StartAsync(new()
        {
            Database = province.Host.Database,
            Now = province.Host.Time!.GetUtcNow(),
            Settings = settings,
            Services = services =>
            {
                SecureWorld.HashCheaply(services);
                // One clock for the sender and the receiver.
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(province.Host.Time!));
                if (lookup is not null)
                {
                    services.Replace(ServiceDescriptor.Singleton(lookup));
                }
            },
        });
        var world = new DeliveryWorld(province, host, receiver, store);
        await world.TrustAsync();
        return world;
    }

    public void Advance(TimeSpan time) => _province.Host.Time!.Advance(time);

    public DateTime Now => _province.Host.Time!.GetUtcNow().UtcDateTime;

    public async Task<Receiver> AddReceiverAsync(Unit? unit = null, string? address = null, bool active = true)
    {
        await using var context = Host.CreateContext();
        var receiver = new Receiver { Id = RandomKey.New(), Name = "Hệ thống chấm điểm", Address = address ?? Receiver.Address, UnitId = (unit ?? Province).Id, IsActive = active, CreatedBy = 1, CreatedAt = Now };
        context.Add(receiver);
        await context.SaveChangesAsync(Cancel);
        return receiver;
    }

    /// <summary>An appraised sheet, with what goes out for it in the same transaction.</summary>
    public async Task<StoredScoreSheet> AppraiseAsync(Unit? unit = null)
    {
        await using var context = Host.CreateContext();
        var scheme = await context.ScoringSchemes.SingleAsync(s => s.Code == "par_s2" && s.Version == 1, Cancel);
        var sheet = new StoredScoreSheet
        {
            Id = RandomKey.New(),
            UnitId = (unit ?? SoA).Id,
            PeriodCode = AnalyseProvince.Period,
            SchemeId = scheme.Id,
            Number = ++_number,
            Reason = _number > 1 ? "Sửa lại" : "",
            State = ScoreState.Appraised,
            CreatedBy = 1,
            CreatedAt = Now.AddSeconds(_number),
            SubmittedBy = 1,
            SubmittedAt = Now,
            AppraisedBy = 2,
            AppraisedAt = Now,
        };
        context.Add(sheet);
        await Deliveries.EnqueueAsync(context, sheet, Cancel);
        await context.SaveChangesAsync(Cancel);
        return sheet;
    }

    public async Task<List<Delivery>> DeliveriesAsync()
    {
        await using var context = Host.CreateContext();
        return await context.Deliveries.AsNoTracking().OrderBy(d => d.CreatedAt).ThenBy(d => d.IdempotencyKey).ToListAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Receiver.DisposeAsync();
        await _province.DisposeAsync();
    }

    // The receiver knows the key as everyone may: from the interface.
    private async Task TrustAsync()
    {
        await Host.Services.GetRequiredService<Signer>().SignAsync([1], Cancel);
        using var client = await ProgramClient.WithTokenAsync(Host, Province, "");
        foreach (var key in (await client.JsonAsync("/api/v1/keys")).GetProperty("items").EnumerateArray())
        {
            Receiver.Keys[key.GetProperty("id").GetString()!] = key.GetProperty("pem").GetString()!;
        }
    }
}
